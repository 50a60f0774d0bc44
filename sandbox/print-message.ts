import { type Component, type StoredMessage } from './discord';

const WIDTH = 84;

/** A message as lines in a frame, near to what Discord's client shows of it. */
export function printMessage(title: string, message: StoredMessage): string {
  const lines = message.components.flatMap(linesOf).flatMap(wrap);
  const rule = '─'.repeat(WIDTH - 3 - title.length);
  return [
    `╭─ ${title} ${rule}╮`,
    ...lines.map((line) => `│ ${line.padEnd(WIDTH - 2)} │`),
    `╰${'─'.repeat(WIDTH)}╯`,
  ].join('\n');
}

function linesOf(component: Component): string[] {
  const { content, label, url, components = [], accessory } = component;
  const own = content === undefined ? [] : readable(content).split('\n');
  const button = label === undefined ? [] : [`[ ${label} ]${url === undefined ? '' : `  ${url}`}`];
  const { url: picture } = (accessory?.media ?? {}) as { url?: string };
  return [
    ...own,
    ...button,
    ...components.flatMap(linesOf),
    ...(picture === undefined ? [] : [`(picture: ${picture})`]),
  ];
}

/** Markdown as a reader sees it: no emphasis signs, links as their labels, times in words. */
function readable(markdown: string): string {
  return markdown
    .replace(/<t:(\d+):R>/g, (_, seconds: string) => ago(Number(seconds)))
    .replace(/<t:(\d+)(?::\w)?>/g, (_, seconds: string) => new Date(Number(seconds) * 1000).toLocaleString())
    .replace(/\[((?:\\.|[^\]\\])*)\]\([^)]*\)/g, '$1')
    .replace(/^(#{1,3}|-#) /gm, '')
    .replace(/\*\*/g, '')
    .replace(/\\(.)/g, '$1');
}

function ago(seconds: number): string {
  const passed = Math.max(0, Math.round(Date.now() / 1000 - seconds));
  return passed < 60 ? `${passed} s ago` : `${Math.round(passed / 60)} min ago`;
}

function wrap(line: string): string[] {
  const words = line.split(' ');
  const lines = [''];
  for (const word of words) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + word.length + 1 > WIDTH - 2) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}
