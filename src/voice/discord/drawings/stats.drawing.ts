import { duration } from '../../../common';
import {
  COLOR,
  createCard,
  drawAvatar,
  drawName,
  drawText,
  type Drawing,
  type Images,
  SIZE,
} from '../../../discord/drawing';
import type { Body, StatsPicture } from '../stats-picture';
import type { Area, Context } from './area';
import { drawChannels } from './channels.drawing';
import { drawChart } from './chart.drawing';
import { drawOverview } from './overview.drawing';
import { drawTiles } from './tiles.drawing';
import { drawWeek } from './week-heat.drawing';
import { drawYear } from './year-grid.drawing';

const AVATAR = 76;
const FACTS = { top: SIZE.padding + AVATAR + 24, height: 92 };
const BODY_TOP = FACTS.top + FACTS.height + 28;
const FOOTER = 58;
const CHANNEL_ROW = 36;

export const draw: Drawing<StatsPicture> = (picture, images) => {
  const { body, facts, zone } = picture;
  const bodyHeight = heightOf(body);
  const { canvas, context } = createCard(BODY_TOP + bodyHeight + FOOTER);
  const width = SIZE.width - 2 * SIZE.padding;
  drawHeader(context, picture, images);
  drawTiles(context, { x: SIZE.padding, y: FACTS.top, width, height: FACTS.height }, facts, facts.length);
  drawBody(context, { x: SIZE.padding, y: BODY_TOP, width, height: bodyHeight }, body);
  drawText(context, `Times in ${zone}`, SIZE.padding, BODY_TOP + bodyHeight + 36, {
    ...{ size: 20, color: COLOR.faint, maxWidth: width },
  });
  return canvas;
};

function drawHeader(context: Context, { subject, subtitle, totalMs }: StatsPicture, images: Images): void {
  const { padding } = SIZE;
  const image = images.get(subject.imageUrl ?? '');
  drawAvatar(context, { ...subject, image }, { x: padding, y: padding, size: AVATAR });
  const right = SIZE.width - padding;
  const total = { size: 42, weight: 'bold', color: COLOR.accent, align: 'right' } as const;
  const totalWidth = drawText(context, duration(totalMs), right, padding + 40, total);
  drawText(context, 'in voice', right, padding + 70, { size: 21, color: COLOR.muted, align: 'right' });
  const left = padding + AVATAR + 20;
  const maxWidth = right - totalWidth - 24 - left;
  drawName(context, subject.name, left, padding + 35, { size: 34, weight: 'bold', maxWidth });
  drawText(context, subtitle, left, padding + 68, { size: 22, color: COLOR.muted, maxWidth });
}

function heightOf(body: Body): number {
  switch (body.kind) {
    case 'chart':
      return 320;
    case 'overview':
      return 320;
    case 'year':
      return 176;
    case 'week':
      return 310;
    case 'channels':
      return Math.max(1, body.channels.length) * CHANNEL_ROW;
    case 'records':
      return 248;
  }
}

function drawBody(context: Context, area: Area, body: Body): void {
  switch (body.kind) {
    case 'chart':
      drawChart(context, area, body);
      break;
    case 'overview':
      drawOverview(context, area, body.chart, body.channels);
      break;
    case 'year':
      drawYear(context, area, body);
      break;
    case 'week':
      drawWeek(context, area, body.hours);
      break;
    case 'channels':
      drawChannels(context, area, body.channels);
      break;
    case 'records':
      drawTiles(context, area, body.tiles, 2);
  }
}
