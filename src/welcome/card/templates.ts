/** Artwork drawn by code: what a card shows behind its text. */
export const SCENES = {
  aurora: 'Aurora',
  sunrise: 'Sunrise',
  tide: 'Tide',
  pines: 'Pines',
  dunes: 'Dunes',
  meadow: 'Meadow',
  prism: 'Prism',
  orbit: 'Orbit',
  arcade: 'Arcade',
  papercut: 'Papercut',
  confetti: 'Confetti',
  slate: 'Slate',
} as const;
export type SceneName = keyof typeof SCENES;

/** No artwork: the colour alone. */
export const PLAIN = 'plain';
export type Background = SceneName | typeof PLAIN;

/** Where picture and text stand. */
export type Layout = 'left' | 'center' | 'right';

export interface Template {
  readonly name: SceneName;
  readonly label: string;
  readonly description: string;
  readonly layout: Layout;
  /** `#rrggbb`, unless the guild chose its own. */
  readonly color: string;
}

const template = (name: SceneName, layout: Layout, color: string, description: string): Template => ({
  name,
  label: SCENES[name],
  layout,
  color,
  description,
});

/** In the order in which the original numbered its own from 1 to 12. */
export const TEMPLATES: readonly Template[] = [
  template('aurora', 'left', '#5ef2b0', 'Northern lights over a ridge'),
  template('sunrise', 'center', '#ff9e5e', 'A low sun between warm hills'),
  template('tide', 'left', '#4cc9f0', 'Waves, one behind the other'),
  template('pines', 'right', '#8fd694', 'A wood in the morning mist'),
  template('dunes', 'center', '#f4b860', 'A moon above the desert'),
  template('meadow', 'left', '#ff7eb6', 'Flowers on a bright day'),
  template('prism', 'right', '#7c8cff', 'A field of triangles'),
  template('orbit', 'left', '#b388ff', 'Planets and their rings'),
  template('arcade', 'center', '#ff4fd8', 'A neon sun over a grid'),
  template('papercut', 'right', '#ff8f6b', 'Layers of cut paper'),
  template('confetti', 'center', '#ffc83d', 'A small party'),
  template('slate', 'left', '#5865f2', 'Quiet, with a few bold lines'),
];

/** @param stored a name of ours, or the original's number. */
export function templateOf(stored: string | null): Template {
  const found =
    TEMPLATES.find(({ name }) => name === stored) ?? TEMPLATES[Number(stored) - 1] ?? TEMPLATES[0];
  if (!found) throw new Error('There are no templates');
  return found;
}

export function isTemplate(name: string): boolean {
  return TEMPLATES.some((known) => known.name === name);
}

/** The artwork that is shown: the one that was chosen, or the template's own. */
export function backgroundOf({ name }: Template, chosen: string | null): Background {
  if (chosen === PLAIN) return PLAIN;
  return chosen !== null && Object.hasOwn(SCENES, chosen) ? (chosen as SceneName) : name;
}

export function isBackground(name: string): boolean {
  return name === PLAIN || Object.hasOwn(SCENES, name);
}
