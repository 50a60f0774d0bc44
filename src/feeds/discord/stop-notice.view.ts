import { count, truncate } from '../../common';
import { button, card, plain, row, text, timestamp, type View } from '../../discord';
import type { Target } from '../../subscribers';
import type { StopNotice } from '../health/stop-notice.service';
import { RESUME } from './feed.custom-ids';

export interface StopNoticeModel extends StopNotice {
  /** Null where it is clear which server is meant, and for direct messages. */
  readonly guildName: string | null;
}

/** Tells why nothing is sent, what to do about it and how much waits. */
export function stopNoticeView(model: StopNoticeModel): View {
  return card('warning', text(stopNoticeText(model)), resumeRow(model.target));
}

export function stopNoticeText(model: StopNoticeModel): string {
  const waiting =
    model.waiting === 0
      ? 'Nothing waits yet; what comes out from now on is kept.'
      : `**${count(model.waiting, 'message')}** ${model.waiting === 1 ? 'waits' : 'wait'} and ${model.waiting === 1 ? 'is' : 'are'} kept.`;
  return `### Messages ${whither(model)} have stopped\n${why(model)}\n${waiting} **Resume** sends what was missed as one message.`;
}

export function resumeRow({ type, targetId }: Target): ReturnType<typeof row> {
  return row(button('Resume', RESUME.of({ type, targetId })));
}

function whither({ target, guildName }: StopNoticeModel): string {
  if (target.type === 'dm') return 'to you';
  return guildName === null ? 'to this server' : `to ${plain(guildName, 100)}`;
}

function why({ target, stop, since }: StopNoticeModel): string {
  const at = timestamp(since, 'R');
  const where = stop.channelId === null ? 'there' : `into <#${stop.channelId}>`;
  if (stop.cause === 'bot-removed' || stop.cause === 'bot-returned')
    return `I was removed from the server ${at} and am back.`;
  if (stop.cause === 'channel-deleted' || stop.code === 10003) {
    return `The channel I wrote into is gone (${at}). Choose another one with \`/feed settings channel:#…\`.`;
  }
  if (stop.missing.length > 0) {
    return `I may not write ${where} (${at}). Please give me **${stop.missing.join('** and **')}** there.`;
  }
  if (target.type === 'dm') {
    return `Discord does not let me send you direct messages (${at}). Allow them in the privacy settings of a server that we share.`;
  }
  return `Discord refuses my messages ${where} (${at}): ${plain(truncate(stop.message, 200))}. Please check my permissions there, or choose another channel with \`/feed settings channel:#…\`.`;
}
