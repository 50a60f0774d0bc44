import { COLOR, drawText } from '../../../discord/drawing';
import type { Chart, NamedTime } from '../stats-picture';
import type { Area, Context } from './area';
import { drawNarrowChannels } from './channels.drawing';
import { drawChart } from './chart.drawing';

const CHANNELS_WIDTH = 320;
const GAP = 32;
const HEADING = 32;
const ROW = 58;

/** The range as bars, and beside them where the time was spent. */
export function drawOverview(
  context: Context,
  area: Area,
  chart: Chart,
  channels: readonly NamedTime[],
): void {
  const chartWidth = area.width - CHANNELS_WIDTH - GAP;
  drawChart(context, { ...area, width: chartWidth }, chart);
  const x = area.x + chartWidth + GAP;
  drawText(context, 'Channels', x, area.y + 16, { size: 20, color: COLOR.muted });
  const list = { x, y: area.y + HEADING, width: CHANNELS_WIDTH, height: channels.length * ROW };
  drawNarrowChannels(context, list, channels);
}
