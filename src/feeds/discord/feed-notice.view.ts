import type { Snowflake } from '../../common';
import { card, text, type View } from '../../discord';
import type { Target } from '../../subscribers';
import { resumeRow } from './stop-notice.view';

/** Names no series: everybody in the channel reads it. */
export function heldNoticeView(target: Target, channelId: Snowflake): View {
  return card(
    'warning',
    text(
      `### A release is held back\nIt is of an age-restricted series, and <#${channelId}> is not age-restricted. Mark the channel as age-restricted in its settings, or give such series another channel with \`/feed subscribe … channel:#…\`. What is held back is kept; **Resume** sends it then.`,
    ),
    resumeRow(target),
  );
}
