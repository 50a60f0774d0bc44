import { truncate } from '../../common';
import { card, link, plain, text, type View } from '../../discord';
import type { LinkOutcome } from '../subscriptions/subscription.service';
import type { SendInto } from './feed.options';

/** Of the 4,000 characters of text that Discord takes a message, without signs and separators. */
const TEXT_BUDGET = 3_500;

/** One line a link: what became of it, and for a failed one what to do. */
export function linkOutcomesView(
  outcomes: readonly LinkOutcome[],
  sendInto: SendInto,
  { isPaused = false }: { isPaused?: boolean } = {},
): View {
  const failed = outcomes.filter(({ type }) => type === 'failed').length;
  const accent = failed === 0 ? 'good' : failed < outcomes.length ? 'warning' : 'bad';
  const budget = Math.floor(TEXT_BUDGET / Math.max(1, outcomes.length));
  const lines = outcomes.map((outcome) => line(outcome, sendInto, budget));
  if (isPaused) lines.push('⏸️ Messages are paused; nothing is sent before `/feed resume`.');
  return card(accent, text(lines.join('\n')));
}

function line(outcome: LinkOutcome, sendInto: SendInto, budget: number): string {
  if (outcome.type === 'failed') {
    const quoted = plain(outcome.link, 40);
    return `❌ ${quoted}: ${truncate(outcome.message, budget - quoted.length)}`;
  }
  const title = `**${link(outcome.feed.name, outcome.feed.sourceUrl, 60)}**`;
  const whom = sendInto === 'server' ? 'this server' : 'you';
  switch (outcome.type) {
    case 'subscribed':
      return `✅ ${title}: I will tell ${whom} about new releases.${latest(outcome.latest)}`;
    case 'already-subscribed':
      return `☑️ ${title}: ${sendInto === 'server' ? 'this server follows' : 'you follow'} this already.${latest(outcome.latest)}`;
    case 'unsubscribed':
      return `✅ ${title}: I will not tell ${whom} any more.`;
    case 'not-subscribed':
      return `☑️ ${title}: ${sendInto === 'server' ? 'this server does' : 'you do'} not follow this.`;
  }
}

function latest(label: string | null): string {
  return label === null ? '' : ` Latest: ${plain(label, 40)}.`;
}
