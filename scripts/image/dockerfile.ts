/** One line of a Dockerfile, continued lines joined: `RUN npm ci`. */
export interface Instruction {
  readonly keyword: string;
  /** What follows the keyword and its `--flags`. */
  readonly value: string;
  readonly flags: Readonly<Record<string, string>>;
}

export interface Stage {
  /** After `AS`; null for one without. */
  readonly name: string | null;
  readonly from: string;
  readonly instructions: readonly Instruction[];
}

/** Reads what our Dockerfile is written in; no here-documents, no variables but those of `FROM`. */
export function parseDockerfile(text: string): Stage[] {
  const stages: (Omit<Stage, 'instructions'> & { instructions: Instruction[] })[] = [];
  for (const line of logicalLines(text)) {
    const instruction = parseLine(line);
    if (instruction.keyword === 'FROM') {
      const [from = '', , name = null] = instruction.value.split(/\s+/);
      stages.push({ name, from, instructions: [] });
    } else {
      // What stands before the first FROM are arguments of the FROMs.
      stages.at(-1)?.instructions.push(instruction);
    }
  }
  return stages;
}

/** `["tini", "--"]` and `tini --` as words. */
export function commandWords(value: string): string[] {
  return value.startsWith('[') ? (JSON.parse(value) as string[]) : ['/bin/sh', '-c', value];
}

/** Of `ENV A=1 B=2`. */
export function environmentOf(stage: Stage): Record<string, string> {
  const pairs = stage.instructions
    .filter(({ keyword }) => keyword === 'ENV')
    .flatMap(({ value }) => value.split(/\s+/))
    .map((pair): [string, string] => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]);
  return Object.fromEntries(pairs);
}

function logicalLines(text: string): string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return lines
    .join('\n')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter(Boolean);
}

function parseLine(line: string): Instruction {
  const [, keyword = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
  if (keyword === '') throw new Error(`Not a line of a Dockerfile: ${line}`);
  const flags = [...rest.matchAll(/(?:^|\s)--([a-z-]+)=(\S+)/g)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);
  // Flags stand before the value; those of commands inside of a RUN are none of ours.
  const own = keyword === 'RUN' ? [] : flags;
  const value = keyword === 'RUN' ? rest : rest.replace(/^(--\S+\s+)+/, '');
  return { keyword, value, flags: Object.fromEntries(own) as Record<string, string> };
}
