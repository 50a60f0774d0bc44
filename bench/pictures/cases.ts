import { join } from 'node:path';

import type { LeaderboardPicture } from '../../src/voice/discord/drawings/leaderboard.drawing';
import type { CardModel } from '../../src/welcome/card/card-model';
import { TEMPLATES } from '../../src/welcome/card/templates';
import { statsPictures } from './stats-pictures';

/** One picture that is measured. */
export interface PictureCase {
  readonly title: string;
  /** Milliseconds of CPU once warm. */
  readonly goalMs: number;
  readonly drawing: string;
  /** Another one each run, so that no text was shaped before. */
  readonly model: (run: number) => unknown;
}

export const AVATAR_URL = 'avatar';
const NAMES = [
  'Rowan of the Harbour',
  '🎉漢字العربية',
  '김철수 한국어',
  'สวัสดีชาวโลก',
  'مرحبا بالعالم يا أصدقائي الأعزاء',
  'Дмитрий Иванов',
  'हिन्दी नाम',
  'a name that is too long for its column',
  'שלום',
  '𝓕𝓪𝓷𝓬𝔂 👩‍🚀',
];

function leaderboard(run: number): LeaderboardPicture {
  const rows = NAMES.map((name, index) => ({
    rank: run * 10 + index + 1,
    userId: `${run}${index}`,
    name: `${run} ${name}`,
    avatarUrl: index % 3 === 0 ? null : AVATAR_URL,
    time: `${1_000 - run} h ${10 + index} min`,
    share: 1 / (index + 1),
    isOwn: index === 4,
  }));
  const head = { title: 'This month in voice', place: 'The Harbour', summary: `${run} members` };
  return { ...head, partner: null, rows, own: null };
}

function welcomeCard(run: number): CardModel {
  const {
    name: background,
    layout,
    color,
  } = TEMPLATES[run % TEMPLATES.length] ?? {
    name: 'aurora',
    layout: 'left',
    color: '#5ef2b0',
  };
  const name = `${NAMES[run % NAMES.length] ?? ''} ${run}`;
  const place = { background, layout, color, serverName: 'The Harbour' };
  return { ...place, name, memberCount: run, userId: String(run), avatarUrl: AVATAR_URL };
}

export const CASES: readonly PictureCase[] = [
  {
    title: 'a page of the leaderboard',
    goalMs: 60,
    drawing: join(__dirname, '../../src/voice/discord/drawings/leaderboard.drawing'),
    model: leaderboard,
  },
  {
    title: 'a welcome card, the templates in turn',
    goalMs: 80,
    drawing: join(__dirname, '../../src/welcome/card/welcome-card.drawing'),
    model: welcomeCard,
  },
  ...statsPictures.map(({ title, goalMs, model }) => ({
    ...{ title, goalMs, model },
    drawing: join(__dirname, '../../src/voice/discord/drawings/stats.drawing'),
  })),
];
