import { COLOR, drawText, fillRound, font, SIZE } from '../../../discord/drawing';
import type { Tile } from '../stats-picture';
import type { Area, Context } from './area';

/** Figures with their names, in rows of so many. */
export function drawTiles(context: Context, area: Area, tiles: readonly Tile[], columns: number): void {
  const rows = Math.ceil(tiles.length / columns);
  const width = (area.width - (columns - 1) * SIZE.gap) / columns;
  const height = (area.height - (rows - 1) * SIZE.gap) / rows;
  for (const [index, tile] of tiles.entries()) {
    const x = area.x + (index % columns) * (width + SIZE.gap);
    const y = area.y + Math.floor(index / columns) * (height + SIZE.gap);
    drawTile(context, { x, y, width, height }, tile);
  }
}

function drawTile(context: Context, box: Area, { label, value, note = '' }: Tile): void {
  const inner = box.width - 36;
  const isHigh = box.height > 100;
  fillRound(context, box, SIZE.panelRadius, COLOR.panel);
  const labelled = { size: sizeFor(context, label, inner, 20), color: COLOR.muted, maxWidth: inner };
  drawText(context, label, box.x + 18, box.y + 34, labelled);
  const size = sizeFor(context, value, inner, isHigh ? 32 : 27, 'bold');
  const style = { size, weight: 'bold', maxWidth: inner } as const;
  drawText(context, value, box.x + 18, box.y + (isHigh ? 74 : 70), style);
  drawText(context, note, box.x + 18, box.y + 104, { size: 20, color: COLOR.muted, maxWidth: inner });
}

/** Figures are set smaller rather than shortened. */
function sizeFor(
  context: Context,
  text: string,
  maxWidth: number,
  size: number,
  weight: 'regular' | 'bold' = 'regular',
): number {
  context.font = font(size, weight);
  return Math.max(14, Math.min(size, (size * maxWidth) / Math.max(1, context.measureText(text).width)));
}
