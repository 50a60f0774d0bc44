import { HOMEPAGE } from '../../common';
import { card, linkButton, row, separator, text, timestamp, type View } from '../../discord';

export interface AboutModel {
  readonly version: string;
  readonly startedAt: Date;
  /** Of the last heartbeat, in milliseconds; null before the first was answered. */
  readonly latencyMs: number | null;
  readonly guilds: number;
  /** Resident memory of the process, in bytes. */
  readonly memory: number;
  readonly facts: readonly { readonly title: string; readonly lines: string }[];
}

export function aboutView({ version, startedAt, latencyMs, guilds, memory, facts }: AboutModel): View {
  const own = [
    `**Running since** ${timestamp(startedAt)} (${timestamp(startedAt, 'R')})`,
    `**Latency to Discord:** ${latencyMs === null ? 'not measured yet' : `${latencyMs} ms`}`,
    `**Servers:** ${guilds.toLocaleString('en-US')}`,
    `**Memory:** ${Math.round(memory / 1024 / 1024)} MB`,
  ].join('\n');
  return card(
    'info',
    text(
      `## pwr-bot ${version}\nTells about new episodes and chapters, and measures time in voice channels.`,
    ),
    text(own),
    ...facts.flatMap(({ title, lines }) => [separator(), text(`### ${title}\n${lines}`)]),
    row(linkButton('Source and documentation', HOMEPAGE)),
  );
}
