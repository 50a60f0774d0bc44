/** What all pictures share, so that they look like one family in Discord's dark and light themes. */
export const COLOR = {
  /** The card, from top to bottom. */
  cardTop: '#23252f',
  cardBottom: '#191a21',
  cardEdge: '#343746',
  panel: '#2a2d39',
  /** The panel of whoever asked. */
  panelOwn: '#323a6b',
  track: '#3a3e4f',
  text: '#f4f5fa',
  muted: '#a3a8bd',
  faint: '#6d7389',
  accent: '#7c8cff',
  accentEnd: '#b388ff',
  good: '#4fd6a0',
  warning: '#ffb454',
  bad: '#ff6b81',
  gold: '#ffc83d',
  silver: '#c9d3e3',
  bronze: '#e0945a',
} as const;

/** For shares and people without a picture; neighbours differ, and all carry dark text. */
export const SERIES = [
  '#7c8cff',
  '#4fd6a0',
  '#ffb454',
  '#ff7eb6',
  '#5cc8ff',
  '#b388ff',
  '#c3e88d',
  '#ff8f6b',
] as const;

/** Pixels. Discord shows a picture 550 wide at most, on screens of up to two pixels a point. */
export const SIZE = { width: 1000, padding: 36, gap: 12, radius: 28, panelRadius: 16 } as const;

/** The same colour for the same person everywhere. */
export function colorOf(id: string): string {
  let hash = 0;
  for (const character of id) hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
  return SERIES[hash % SERIES.length] ?? SERIES[0];
}
