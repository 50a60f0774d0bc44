/* eslint-disable no-control-regex -- they are what is looked for */
/**
 * Control characters (C0, C1, line and paragraph separators), which end lines or steer a terminal, and those that turn
 * the direction of text or cannot be seen: with them, names and titles from outside could look like lines of ours.
 */
const DECEPTIVE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** One line that says what is in it: what could deceive is shown as its escape. */
export function oneLine(text: string): string {
  return text.replace(
    DECEPTIVE,
    (character) => NAMED[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The same for each line of a stack trace. */
export function safeLines(text: string): string {
  return text.split(/\r?\n/).map(oneLine).join('\n');
}
