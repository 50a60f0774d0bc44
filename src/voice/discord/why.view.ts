import { duration } from '../../common';
import { card, text, timestamp, type View } from '../../discord';
import type { StateRule, StayRule } from '../policy';
import type { ExplainedStay } from '../statistics/stay-explanations.service';

const REASONS: Record<StayRule | StateRule, string> = {
  'ignored-member': 'this member is ignored',
  'ignored-role': 'members with one of their roles are ignored',
  'ignored-channel': 'this channel is ignored',
  'ignored-category': 'this channel’s category is ignored',
  'too-short': 'the stay was shorter than the minimum',
  afk: 'in the AFK channel',
  alone: 'alone in the channel',
  deafened: 'deafened',
  muted: 'muted',
};

export function whyView(userId: string, stays: readonly ExplainedStay[]): View {
  const heading = `### Last stays of <@${userId}>`;
  if (stays.length === 0) return card('info', text(`${heading}\nThere are none that I saw.`));
  return card('info', text(`${heading}\n${stays.map(line).join('\n')}`));
}

function line({ channelId, joinedAt, leftAt, countedMs, uncounted }: ExplainedStay): string {
  const when = `${timestamp(joinedAt)}${leftAt === null ? ', still there' : ''}`;
  const reasons = uncounted
    .filter(({ ms }) => ms > 0)
    .map(({ rule, ms }) => `\n  - ${duration(ms)} did not: ${REASONS[rule]}`);
  return `- <#${channelId}>, ${when}: **${duration(countedMs)}** counted${reasons.join('')}`;
}
