import type { EChartsOption } from 'echarts';

import { COLOR, FONT_FAMILY, SERIES } from '../../../discord/drawing';
import type { Chart } from '../stats-picture';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Below this an axis in hours would have fractions. */
const SHORT_MS = 2 * HOUR;
const MOST_DOTS = 40;
/** What is below a line of more points is mostly line. */
const MOST_SHADED = 200;
/** Fewer points make no line that says anything. */
const FEWEST_OF_LINE = 4;
const LABEL_WIDTH = 90;
const LABEL = { color: COLOR.muted, fontSize: 18, fontFamily: FONT_FAMILY };

/** What the chart library is told. @param width in pixels. */
export function chartOption({ points, members, shape: wanted }: Chart, width: number): EChartsOption {
  const shape = points.length < FEWEST_OF_LINE ? 'bars' : wanted;
  const most = Math.max(...points.map(({ ms }) => ms), 0);
  const [unit, name] = most < SHORT_MS ? [MINUTE, 'min'] : [HOUR, 'h'];
  const average = points.reduce((sum, { ms }) => sum + ms, 0) / Math.max(1, points.length);
  const interval = Math.ceil((points.length * LABEL_WIDTH) / width) - 1;
  return {
    animation: false,
    textStyle: { fontFamily: FONT_FAMILY },
    grid: { left: 4, right: 8, top: 14, bottom: 2, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category',
      data: points.map(({ label }) => label),
      boundaryGap: shape === 'bars',
      axisLabel: { ...LABEL, hideOverlap: true, interval },
      axisLine: { lineStyle: { color: COLOR.track } },
      axisTick: { show: false },
    },
    yAxis: [
      {
        type: 'value',
        minInterval: 1,
        splitNumber: 4,
        axisLabel: { ...LABEL, formatter: `{value} ${name}` },
        splitLine: { lineStyle: { color: COLOR.cardEdge } },
      },
      ...(members
        ? [
            {
              type: 'value' as const,
              minInterval: 1,
              splitNumber: 4,
              axisLabel: { ...LABEL, color: SERIES[2] },
              splitLine: { show: false },
            },
          ]
        : []),
    ],
    series: [
      timeSeries(
        points.map(({ ms }) => ms / unit),
        shape,
        average / unit,
      ),
      ...(members ? [membersSeries(members)] : []),
    ],
  };
}

type Series = Extract<NonNullable<EChartsOption['series']>, readonly unknown[]>[number];

function timeSeries(data: number[], shape: Chart['shape'], average: number): Series {
  const markLine = {
    silent: true,
    symbol: 'none',
    label: { show: false },
    lineStyle: { color: COLOR.faint, type: 'dashed' as const, width: 2 },
    data: data.length > 1 ? [{ yAxis: average }] : [],
  };
  if (shape === 'bars') {
    const itemStyle = { color: fade(COLOR.accentEnd, COLOR.accent), borderRadius: [6, 6, 0, 0] };
    return { type: 'bar', data, itemStyle, barMaxWidth: 44, barCategoryGap: '25%', markLine };
  }
  const isDense = data.length > MOST_SHADED;
  return {
    ...{ type: 'line', data, markLine, symbol: 'circle', symbolSize: 8 },
    showSymbol: data.length <= MOST_DOTS,
    itemStyle: { color: COLOR.accent },
    lineStyle: { color: COLOR.accent, width: isDense ? 2 : 4, join: isDense ? 'bevel' : 'round' },
    ...(!isDense && { areaStyle: { color: fade('rgba(124,140,255,0.45)', 'rgba(124,140,255,0.02)') } }),
  };
}

function membersSeries(data: readonly number[]): Series {
  return {
    ...{ type: 'line', data: [...data], yAxisIndex: 1, showSymbol: false },
    lineStyle: { color: SERIES[2], width: 2, type: [6, 5], opacity: 0.9 },
  };
}

/** From top to bottom. */
function fade(top: string, bottom: string) {
  const colorStops = [
    { offset: 0, color: top },
    { offset: 1, color: bottom },
  ];
  return { type: 'linear' as const, x: 0, y: 0, x2: 0, y2: 1, colorStops };
}
