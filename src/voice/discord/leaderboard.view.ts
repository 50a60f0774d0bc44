import { count, duration } from '../../common';
import { card, pager, text, type View } from '../../discord';
import type { RankedMember } from '../statistics/questions';
import { titleOf } from '../statistics/ranges';
import { type BoardPage, boardPageId } from './vc.custom-ids';

export const PAGE_SIZE = 10;

export interface BoardModel {
  readonly asked: BoardPage;
  readonly entries: readonly RankedMember[];
  readonly size: number;
  readonly totalMs: number;
  readonly own: RankedMember | null;
  /** The figures still follow the settings from before a change. */
  readonly isRecounting: boolean;
}

export function leaderboardView(model: BoardModel): View {
  const { asked, entries, size, totalMs, own } = model;
  const title = titleOf(asked.range);
  const heading =
    asked.partnerId === null ? `### ${title} in voice` : `### ${title} together with <@${asked.partnerId}>`;
  if (size === 0) return card('info', text(`${heading}\nNobody has any time yet.`), ...recounting(model));
  const lines = entries.map(({ rank, userId, ms }) => `${rank}\\. <@${userId}> · **${duration(ms)}**`);
  const summary = [
    own === null ? null : `You are **#${own.rank}** with **${duration(own.ms)}**`,
    asked.partnerId === null
      ? `${count(size, 'member')}, ${duration(totalMs)} in all`
      : count(size, 'member'),
  ];
  return card(
    'info',
    text(`${heading}\n${lines.join('\n')}`),
    text(`-# ${summary.filter((part) => part !== null).join(' · ')}`),
    ...recounting(model),
    ...pager({ page: asked.page, pages: Math.ceil(size / PAGE_SIZE) }, (page) =>
      boardPageId({ ...asked, page }),
    ),
  );
}

export function recounting({ isRecounting }: { readonly isRecounting: boolean }): ReturnType<typeof text>[] {
  return isRecounting
    ? [
        text(
          '-# The settings were changed: history is being counted anew, and this follows the old ones until then.',
        ),
      ]
    : [];
}
