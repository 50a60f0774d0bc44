/** What may stand in a message in braces, with what it becomes. */
export const VARIABLES = {
  member: 'the name that the server shows',
  mention: 'the member as @name',
  handle: 'the account’s own name, such as @ann',
  server: 'the name of this server',
  count: 'how many members there are now',
  created: 'how long ago the account was made',
} as const satisfies Record<string, string>;
export type VariableName = keyof typeof VARIABLES;
export type VariableValues = Readonly<Record<VariableName, string>>;

/** What the original called them. */
const FORMER_NAMES = new Map<string, VariableName>([
  ['username', 'member'],
  ['user_tag', 'handle'],
  ['server_name', 'server'],
  ['member_count', 'count'],
  ['member_number', 'count'],
]);

/** `{name}`, or as the original wrote it `{{ name }}`. */
const VARIABLE = /\{\{\s*(\w+)\s*\}\}|\{(\w+)\}/g;

/** Those that nobody can fill in, as they were written and each once. */
export function unknownVariables(message: string): string[] {
  const found = [...message.matchAll(VARIABLE)].filter(([, former, name]) => !known(former ?? name));
  return [...new Set(found.map(([written]) => written))];
}

/** @param values as they are to stand in the message, escaped already. What is not known stays as it was written. */
export function fillIn(message: string, values: VariableValues): string {
  // One pass: braces in somebody's name are not variables.
  return message.replace(VARIABLE, (written, former?: string, name?: string) => {
    const variable = known(former ?? name);
    return variable ? values[variable] : written;
  });
}

export function uses(message: string, variable: VariableName): boolean {
  return [...message.matchAll(VARIABLE)].some(([, former, name]) => known(former ?? name) === variable);
}

function known(name: string | undefined): VariableName | undefined {
  if (name === undefined) return undefined;
  return Object.hasOwn(VARIABLES, name) ? (name as VariableName) : FORMER_NAMES.get(name);
}
