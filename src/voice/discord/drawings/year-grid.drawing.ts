import { COLOR, drawText, fillRound } from '../../../discord/drawing';
import { weekdayOf } from '../../statistics/series';
import type { StatsPicture } from '../stats-picture';
import type { Area, Context } from './area';
import { heatColor, NOTHING } from './heat';

const DAY = 86_400_000;
const PITCH = 17;
const SQUARE = 14;
const LABELS = 28;
const TOP = 28;
const LEVELS = [0.12, 0.4, 0.68, 1];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

type Year = Extract<StatsPicture['body'], { kind: 'year' }>;

/** A column a week from Monday on, a square a day; days that have not come, or were not watched, are only dots. */
export function drawYear(context: Context, { x, y, width }: Area, { year, days }: Year): void {
  const left = x + LABELS;
  const known = new Map(days.map(({ date, ms }) => [date, ms]));
  const borders = quartersOf(days.map(({ ms }) => ms).filter((ms) => ms > 0));
  const first = Date.UTC(year, 0, 1);
  const offset = weekdayOf(new Date(first).toISOString());
  const label = { size: 18, color: COLOR.muted };
  for (const [row, letter] of ['M', '', 'W', '', 'F', '', 'S'].entries())
    drawText(context, letter, x, y + TOP + row * PITCH + 13, label);
  for (let at = first; at < Date.UTC(year + 1, 0, 1); at += DAY) {
    const date = new Date(at).toISOString().slice(0, 10);
    const cell = offset + (at - first) / DAY;
    const spot = { x: left + Math.floor(cell / 7) * PITCH, y: y + TOP + (cell % 7) * PITCH };
    const month = MONTHS[Number(date.slice(5, 7)) - 1] ?? '';
    if (date.endsWith('-01')) drawText(context, month, monthX(spot.x, cell), y + 16, label);
    drawDay(context, spot, known.get(date), borders);
  }
  drawLegend(context, x + width, y + TOP + 7 * PITCH + 14);
}

/** Where the month's first whole week is. */
function monthX(x: number, cell: number): number {
  return cell % 7 === 0 || cell < 7 ? x : x + PITCH;
}

function drawDay(
  context: Context,
  { x, y }: { readonly x: number; readonly y: number },
  ms: number | undefined,
  borders: readonly number[],
): void {
  if (ms === undefined) {
    fillRound(context, { x: x + 5, y: y + 5, width: 4, height: 4 }, 2, NOTHING);
    return;
  }
  fillRound(context, { x, y, width: SQUARE, height: SQUARE }, 4, colorOf(ms, borders));
}

function colorOf(ms: number, borders: readonly number[]): string {
  if (ms === 0) return NOTHING;
  const level = borders.filter((border) => ms >= border).length;
  return heatColor(LEVELS[level] ?? 1);
}

/** What a quarter, half and three quarters of them do not exceed, so that one marathon does not pale all other days. */
function quartersOf(amounts: readonly number[]): number[] {
  const sorted = [...amounts].sort((a, b) => a - b);
  return [0.25, 0.5, 0.75].map((part) => sorted[Math.ceil(sorted.length * part) - 1] ?? 0);
}

function drawLegend(context: Context, right: number, y: number): void {
  const label = { size: 18, color: COLOR.faint, align: 'right' } as const;
  const width = drawText(context, 'more', right, y + 14, label);
  const shades = [NOTHING, ...LEVELS.map(heatColor)];
  const left = Math.floor(right - width - 10 - shades.length * PITCH);
  for (const [index, shade] of shades.entries())
    fillRound(context, { x: left + index * PITCH, y: y + 1, width: SQUARE, height: SQUARE }, 4, shade);
  drawText(context, 'less', left - 10, y + 14, label);
}
