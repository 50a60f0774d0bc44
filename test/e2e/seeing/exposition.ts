export interface Family {
  readonly name: string;
  readonly type: string;
  /** Without those that the format itself adds: `le`, `quantile`. */
  readonly labels: readonly string[];
}

type Labels = Readonly<Record<string, string>>;

interface Sample {
  readonly name: string;
  readonly labels: Labels;
  readonly value: number;
}

/** What a scrape gave. */
export class Exposed {
  constructor(
    readonly families: readonly Family[],
    private readonly samples: readonly Sample[],
  ) {}

  /** The first sample with these labels; NaN where there is none. */
  value(name: string, labels: Labels = {}): number {
    const wanted = Object.entries(labels);
    return (
      this.samples.find(
        (sample) => sample.name === name && wanted.every(([label, value]) => sample.labels[label] === value),
      )?.value ?? NaN
    );
  }
}

/** Throws where a line is not of the text format: https://prometheus.io/docs/instrumenting/exposition_formats/ */
export function readExposition(text: string): Exposed {
  const families = new Map<string, { name: string; type: string; labels: Set<string> }>();
  const samples: Sample[] = [];
  for (const line of text.split('\n').filter((each) => each !== '')) {
    if (line.startsWith('# HELP ')) continue;
    const [, family = '', type = ''] = /^# TYPE (\S+) (counter|gauge|histogram|summary)$/.exec(line) ?? [];
    if (family) families.set(family, { name: family, type, labels: new Set() });
    else {
      const sample = readSample(line);
      samples.push(sample);
      const known =
        families.get(sample.name) ?? families.get(sample.name.replace(/_(bucket|sum|count)$/, ''));
      if (!known) throw new Error(`${line} has no type`);
      for (const label of Object.keys(sample.labels))
        if (label !== 'le' && label !== 'quantile') known.labels.add(label);
    }
  }
  return new Exposed(
    [...families.values()].map((family) => ({ ...family, labels: [...family.labels] })),
    samples,
  );
}

function readSample(line: string): Sample {
  const [, name, labels = '', value] = /^([a-z_]+[a-z\d_]*)(?:\{(.*)\})? (\S+)$/i.exec(line) ?? [];
  if (name === undefined) throw new Error(`${line} is not a sample`);
  const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(
    ([, label, of]) => [label, of] as const,
  );
  return { name, labels: Object.fromEntries(pairs) as Labels, value: Number(value) };
}

/** Rows of tables such as: | `name` | gauge | `label`, `label` | … | */
export function documentedMetrics(markdown: string): Family[] {
  return [...markdown.matchAll(/^\| `(\w+)`\s+\| (counter|gauge|histogram|summary)\s+\| ([^|]*) \|/gm)].map(
    ([, name = '', type = '', labels = '']) => ({
      name,
      type,
      labels: [...labels.matchAll(/`(\w+)`/g)].map(([, label = '']) => label),
    }),
  );
}
