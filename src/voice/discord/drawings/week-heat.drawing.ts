import { duration } from '../../../common';
import { COLOR, drawText, fillRound } from '../../../discord/drawing';
import type { Area, Context } from './area';
import { heatColor, NOTHING } from './heat';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const LABELS = 56;
const PITCH = { x: 36, y: 34 };
const GAP = 4;
const TOP = 30;

/** 168 sums from Monday 00:00 on: a row a weekday, a column an hour. */
export function drawWeek(context: Context, { x, y }: Area, hours: readonly number[]): void {
  const most = Math.max(...hours, 1);
  const left = x + LABELS;
  const label = { size: 19, color: COLOR.muted };
  for (let hour = 0; hour < 24; hour += 3)
    drawText(context, `${String(hour).padStart(2, '0')}:00`, left + hour * PITCH.x, y + 17, label);
  for (const [row, weekday] of WEEKDAYS.entries())
    drawText(context, weekday, x, y + TOP + row * PITCH.y + 22, label);
  for (const [index, ms] of hours.entries()) {
    const box = {
      x: left + (index % 24) * PITCH.x,
      y: y + TOP + Math.floor(index / 24) * PITCH.y,
      width: PITCH.x - GAP,
      height: PITCH.y - GAP,
    };
    fillRound(context, box, 6, ms === 0 ? NOTHING : heatColor(ms / most));
  }
  drawScale(context, left, y + TOP + 7 * PITCH.y + 8, most);
}

function drawScale(context: Context, left: number, y: number, most: number): void {
  const label = { size: 18, color: COLOR.faint };
  const steps = 8;
  const width = drawText(context, 'nothing', left, y + 16, label);
  for (let step = 0; step <= steps; step += 1) {
    const box = { x: left + width + 12 + step * 26, y: y + 1, width: 22, height: 18 };
    fillRound(context, box, 4, step === 0 ? NOTHING : heatColor(step / steps));
  }
  drawText(context, `${duration(most)} in all`, left + width + 24 + (steps + 1) * 26, y + 16, label);
}
