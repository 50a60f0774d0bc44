import { type APIComponentInMessageActionRow, ComponentType, SelectMenuDefaultValueType } from 'discord.js';

import { count, duration } from '../../common';
import { card, pager, type Picture, pictureOf, row, text, type View } from '../../discord';
import type { RankedMember } from '../statistics/questions';
import { titleOf } from '../statistics/ranges';
import type { AskedBoard } from '../statistics/voice-boards.service';
import { rangeOptions } from './range-options';
import { recounting } from './recounting.view';
import { BOARD_PAGES, BOARD_PARTNER, BOARD_RANGE, boardState } from './vc.custom-ids';

export const PAGE_SIZE = 10;

export interface BoardModel {
  readonly asked: AskedBoard;
  /** From 1. */
  readonly page: number;
  readonly entries: readonly RankedMember[];
  readonly size: number;
  readonly totalMs: number;
  /** Of the first of all pages. */
  readonly mostMs: number;
  readonly own: RankedMember | null;
  /** The figures still follow the settings from before a change. */
  readonly isRecounting: boolean;
}

/** @param picture shows the same figures; without one the text is larger. */
export function leaderboardView(model: BoardModel, picture: Picture | null): View {
  const { asked, entries, size } = model;
  const title = titleOf(asked.range);
  const heading =
    asked.partnerId === null ? `### ${title} in voice` : `### ${title} together with <@${asked.partnerId}>`;
  const controls = [row(rangeSelect(asked)), row(partnerSelect(asked))];
  if (size === 0) {
    const help = 'Time counts from when somebody joins a voice channel; `/vc why` says what counted.';
    return card(
      'info',
      text(`${heading}\nNobody has any time yet.\n-# ${help}`),
      ...recounting(model),
      ...controls,
    );
  }
  const lines = entries.map(({ rank, userId, ms }) => `${rank}\\. <@${userId}> · **${duration(ms)}**`);
  const shown = picture ? [text(heading), ...pictureOf(picture)] : [];
  const figures = picture ? lines.map((line) => `-# ${line}`) : [heading, ...lines];
  const view = card(
    'info',
    ...shown,
    text(figures.join('\n')),
    text(`-# ${summaryOf(model)}`),
    ...recounting(model),
    ...pager({ page: model.page, pages: Math.ceil(size / PAGE_SIZE) }, BOARD_PAGES, boardState(asked)),
    ...controls,
  );
  return { ...view, pictures: picture ? [picture] : [] };
}

function summaryOf({ asked, own, size, totalMs }: BoardModel): string {
  const members = count(size, 'member');
  const parts = [
    own === null ? null : `You are **#${own.rank}** with **${duration(own.ms)}**`,
    asked.partnerId === null ? `${members}, ${duration(totalMs)} in all` : members,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

function rangeSelect(asked: AskedBoard): APIComponentInMessageActionRow {
  return {
    type: ComponentType.StringSelect,
    custom_id: BOARD_RANGE.of(boardState(asked)),
    options: rangeOptions(asked.range),
  };
}

function partnerSelect(asked: AskedBoard): APIComponentInMessageActionRow {
  const { partnerId: id } = asked;
  return {
    type: ComponentType.UserSelect,
    custom_id: BOARD_PARTNER.of(boardState(asked)),
    placeholder: 'Time together with …',
    min_values: 0,
    ...(id !== null && { default_values: [{ id, type: SelectMenuDefaultValueType.User as const }] }),
  };
}
