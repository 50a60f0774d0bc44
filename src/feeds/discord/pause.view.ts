import { count } from '../../common';
import { COUNTED_UP_TO } from '../../delivery';
import { card, text, timestamp, type View } from '../../discord';
import type { Paused } from '../health/pause.service';
import { resumeRow } from './stop-notice.view';

export function pauseView({ target, since, isNew, series, waiting }: Paused): View {
  const whom = target.type === 'guild' ? 'this server' : 'you';
  const heading = isNew
    ? `⏸️ **Messages to ${whom} are paused.**`
    : `⏸️ **Messages to ${whom} have been paused** since ${timestamp(since)}.`;
  const what = `What comes out of ${count(series, 'series', 'series')} is kept. ${waitingText(waiting)}`;
  return card(
    'info',
    text(`${heading}\n${what} **Resume** or \`/feed resume\` sends what was missed as one message.`),
    resumeRow(target),
  );
}

/** For other answers about a target that is paused. */
export function pausedText(since: Date): string {
  return `⏸️ Messages are paused since ${timestamp(since)}; what comes out is kept. \`/feed resume\` sends what was missed.`;
}

function waitingText(waiting: number): string {
  if (waiting === 0) return 'Nothing waits yet.';
  const many = waiting >= COUNTED_UP_TO ? `${COUNTED_UP_TO} or more messages` : count(waiting, 'message');
  return `**${many}** ${waiting === 1 ? 'waits' : 'wait'} already.`;
}
