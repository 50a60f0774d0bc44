import { count, HOMEPAGE, type Snowflake, truncate } from '../../common';
import { card, link, notice, plain, separator, text, timestamp, type View } from '../../discord';
import type { Target } from '../../subscribers';
import type { TestOutcome } from '../health/test-message.service';
import { pausedText } from './pause.view';
import { resumeRow, type StopNoticeModel, stopNoticeText } from './stop-notice.view';

/** A channel, and what the bot lacks there. */
export interface CheckedChannel {
  readonly channelId: Snowflake;
  readonly missing: readonly string[];
}

export interface FeedTestModel {
  readonly target: Target;
  /** What became of the sample; a missing permission keeps it from being sent. */
  readonly outcome:
    | Exclude<TestOutcome, { type: 'stopped' }>
    | { readonly type: 'stopped'; readonly notice: StopNoticeModel }
    | ({ readonly type: 'missing' } & CheckedChannel);
  /** Channels of single series. */
  readonly others: readonly CheckedChannel[];
}

/** Looks like a release and says that it is none. */
export function sampleView(now: Date): View {
  return card(
    'good',
    text(
      `### ${link('A series that you follow', HOMEPAGE)}\n**${link('Chapter 1: This is a test', HOMEPAGE)}** · ${timestamp(now, 'R')}\n-# Sent by \`/feed test\`; nothing has come out.`,
    ),
  );
}

export function feedTestView({ target, outcome, others }: FeedTestModel): View {
  if (outcome.type === 'stopped') {
    return card('warning', text(stopNoticeText(outcome.notice)), resumeRow(target));
  }
  if (outcome.type === 'paused') return card('info', text(pausedText(outcome.since)), resumeRow(target));
  const isWell = outcome.type === 'sent' && others.every(({ missing }) => missing.length === 0);
  const own = others.map(ownLine);
  if (own.length === 0) return notice(isWell ? 'good' : 'warning', outcomeText(target, outcome));
  return card(
    isWell ? 'good' : 'warning',
    text(outcomeText(target, outcome)),
    separator(),
    text(`**Channels of single series**\n${own.join('\n')}`),
  );
}

function outcomeText(
  { type, targetId }: Target,
  outcome: Exclude<FeedTestModel['outcome'], { type: 'stopped' | 'paused' }>,
): string {
  switch (outcome.type) {
    case 'sent': {
      const place = type === 'guild' ? targetId : '@me';
      return `✅ It works: [this test](https://discord.com/channels/${place}/${outcome.channelId}/${outcome.messageId}) was sent to ${type === 'guild' ? `<#${outcome.channelId}>` : 'you'}.`;
    }
    case 'missing':
      return `❌ Nothing was sent: I may not write into <#${outcome.channelId}>. Please give me **${outcome.missing.join('** and **')}** there and try again.`;
    case 'refused':
      return `❌ Discord refused the test: ${plain(truncate(outcome.reason, 200))}. Please check that I have **View Channel** and **Send Messages** there.`;
    case 'waiting':
      return `🕓 Discord has not taken the test yet${outcome.reason === null ? '' : ` (${plain(truncate(outcome.reason, 200))})`}. ${count(outcome.ahead, 'message')} ${outcome.ahead === 1 ? 'goes' : 'go'} first; nothing is lost, and I go on trying.`;
  }
}

function ownLine({ channelId, missing }: CheckedChannel): string {
  return missing.length === 0
    ? `✅ <#${channelId}>`
    : `❌ <#${channelId}>: please give me **${missing.join('** and **')}** there.`;
}
