import { Injectable } from '@nestjs/common';
import { join } from 'node:path';

import { count, duration, type Snowflake, truncate } from '../../common';
import { drawingAt, LONGEST_ALT, MemberProfiles, type Picture, Pictures } from '../../discord';
import type { RankedMember } from '../statistics/questions';
import { titleOf } from '../statistics/ranges';
import type * as drawing from './drawings/leaderboard.drawing';
import type { BoardModel } from './leaderboard.view';

const DRAWING = drawingAt<typeof drawing>(join(__dirname, 'drawings/leaderboard.drawing'));
/** Enough to know somebody by. */
const LONGEST_NAME = 40;

export interface BoardPlace {
  readonly guildId: Snowflake;
  readonly guildName: string;
  /** Whose row stands out. */
  readonly userId: string;
}

type Names = Awaited<ReturnType<MemberProfiles['of']>>;

/** The picture of a page of a board. */
@Injectable()
export class LeaderboardPictures {
  constructor(
    private readonly members: MemberProfiles,
    private readonly pictures: Pictures,
  ) {}

  /** Null when there is nobody to show, and when no picture could be drawn. */
  async of(place: BoardPlace, board: BoardModel): Promise<Picture | null> {
    const { entries, own, asked } = board;
    if (entries.length === 0) return null;
    const userIds = [...entries.map(({ userId }) => userId), own?.userId ?? null, asked.partnerId];
    const names = await this.members.of(
      place.guildId,
      userIds.filter((userId) => userId !== null),
    );
    const model = leaderboardPicture(place, board, names);
    const shown = [...model.rows, model.own, model.partner];
    const avatars = shown.map((person) => person?.avatarUrl ?? null);
    const png = await this.pictures.draw(DRAWING, model, avatars);
    return png && { png, filename: 'leaderboard.png', alt: altOf(model) };
  }
}

export function leaderboardPicture(
  { guildName, userId: ownId }: BoardPlace,
  { asked, entries, own, size, totalMs, mostMs }: BoardModel,
  names: Names,
): drawing.LeaderboardPicture {
  const row = ({ rank, userId, ms }: RankedMember): drawing.PictureRow => ({
    ...names.get(userId),
    ...{ rank, userId, time: duration(ms), share: mostMs > 0 ? ms / mostMs : 0 },
    isOwn: userId === ownId,
  });
  const members = count(size, 'member');
  const isOnPage = entries.some(({ userId }) => userId === own?.userId);
  const { partnerId } = asked;
  return {
    title: partnerId === null ? `${titleOf(asked.range)} in voice` : titleOf(asked.range),
    place: guildName,
    // Whoever was together with several at once has less time than their sum.
    summary: partnerId === null ? `${members} · ${duration(totalMs)} in all` : members,
    partner: partnerId === null ? null : { userId: partnerId, ...names.get(partnerId) },
    rows: entries.map(row),
    own: own === null || isOnPage ? null : row(own),
  };
}

export function altOf({ title, partner, rows, own }: drawing.LeaderboardPicture): string {
  const line = ({ rank, name, time }: drawing.PictureRow): string =>
    `${rank}. ${truncate(name, LONGEST_NAME)}, ${time}`;
  const of = partner === null ? title : `${title} together with ${truncate(partner.name, LONGEST_NAME)}`;
  return truncate(`${of}: ${[...rows, ...(own ? [own] : [])].map(line).join('; ')}`, LONGEST_ALT);
}
