import { createCanvas } from '@napi-rs/canvas';
import * as echarts from 'echarts';

import { duration } from '../../../common';
import { COLOR, drawText, SERIES } from '../../../discord/drawing';
import type { Chart } from '../stats-picture';
import type { Area, Context } from './area';
import { chartOption } from './chart-option.drawing';

echarts.setPlatformAPI({ createCanvas: () => createCanvas(1, 1) });

const HEADING = 28;

/** The course of the time, drawn by the chart library on a canvas of its own. */
export function drawChart(context: Context, area: Area, chart: Chart): void {
  drawHeading(context, area, chart);
  const [width, height] = [area.width, area.height - HEADING];
  const canvas = createCanvas(width, height);
  const instance = echarts.init(canvas, null, {
    ...{ renderer: 'canvas', devicePixelRatio: 1, width, height },
  });
  try {
    instance.setOption(chartOption(chart, width));
    instance.getZr().refreshImmediately();
    context.drawImage(canvas, area.x, area.y + HEADING);
  } finally {
    instance.dispose();
  }
}

/** Says what the lines are. */
function drawHeading(context: Context, { x, y, width }: Area, { caption, points, members }: Chart): void {
  const style = { size: 20, color: COLOR.muted };
  const taken = drawText(context, caption, x, y + 16, style);
  if (points.length > 1) {
    const average = points.reduce((sum, { ms }) => sum + ms, 0) / points.length;
    drawText(context, `- -  average ${duration(average)}`, x + taken + 20, y + 16, {
      ...style,
      color: COLOR.faint,
    });
  }
  if (!members) return;
  drawText(context, '- -  active members', x + width, y + 16, { ...style, color: SERIES[2], align: 'right' });
}
