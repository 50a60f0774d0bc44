import { duration } from '../../../common';
import { COLOR, drawBar, drawName, drawText, SERIES } from '../../../discord/drawing';
import type { NamedTime } from '../stats-picture';
import type { Area, Context } from './area';

const NAME_WIDTH = 320;
const BAR = { left: 340, width: 370, height: 12 };

/** A line a channel, the most first: its name, a bar beside those of the others, and its share of the time. */
export function drawChannels(context: Context, area: Area, channels: readonly NamedTime[]): void {
  const total = channels.reduce((sum, { ms }) => sum + ms, 0);
  const rowHeight = area.height / Math.max(1, channels.length);
  for (const [index, { name, ms }] of channels.entries()) {
    const y = area.y + index * rowHeight + rowHeight / 2;
    drawName(context, name, area.x, y + 8, { size: 22, maxWidth: NAME_WIDTH });
    const bar = { x: area.x + BAR.left, y: y - BAR.height / 2, width: BAR.width, height: BAR.height };
    drawShare(context, bar, index, ms / mostOf(channels));
    const style = { size: 21, color: COLOR.muted, align: 'right' } as const;
    drawText(context, `${duration(ms)} · ${percentOf(ms, total)}`, area.x + area.width, y + 8, style);
  }
}

/** The same where it is narrow: the bar below the name. */
export function drawNarrowChannels(context: Context, area: Area, channels: readonly NamedTime[]): void {
  const rowHeight = area.height / Math.max(1, channels.length);
  for (const [index, { name, ms }] of channels.entries()) {
    const y = area.y + index * rowHeight;
    const style = { size: 21, color: COLOR.muted, align: 'right' } as const;
    const timeWidth = drawText(context, duration(ms), area.x + area.width, y + 24, style);
    drawName(context, name, area.x, y + 24, { size: 22, maxWidth: area.width - timeWidth - 16 });
    drawShare(context, { ...area, y: y + 35, height: 10 }, index, ms / mostOf(channels));
  }
}

function drawShare(context: Context, bar: Area, index: number, share: number): void {
  const color = SERIES[index % SERIES.length] ?? COLOR.accent;
  drawBar(context, bar, share, { from: color, to: color });
}

function mostOf(channels: readonly NamedTime[]): number {
  return Math.max(...channels.map(({ ms }) => ms), 1);
}

function percentOf(ms: number, total: number): string {
  const percent = (ms / Math.max(1, total)) * 100;
  return percent > 0 && percent < 1 ? '< 1 %' : `${Math.round(percent)} %`;
}
