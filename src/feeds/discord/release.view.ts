import { type Snowflake, truncate } from '../../common';
import {
  button,
  card,
  link,
  linkButton,
  LONGEST_URL,
  plain,
  row,
  section,
  text,
  thumbnail,
  timestamp,
  type View,
} from '../../discord';
import { MUTE, UNSUBSCRIBE } from './feed.custom-ids';
import { groupsOf, type ReleaseLine, releaseText } from './release-lines';

export interface SeriesReleases {
  readonly feedId: number;
  readonly seriesTitle: string;
  readonly seriesUrl: string;
  /** https address, or null where there is none. */
  readonly coverUrl: string | null;
  readonly platformName: string;
  /** Oldest first, at least one. */
  readonly items: readonly ReleaseLine[];
  /** Mentioned above the card. */
  readonly roleId: Snowflake | null;
}

/** Of the 4,000 characters of text that Discord takes a message, those for lines, title and credit. */
const TEXT_BUDGET = 3_600;
const LINES = { max: 25, labelMax: 150 };

/** The message that tells of new chapters or episodes: what, where to read it, when, and whose work it is. */
export function releaseView(model: SeriesReleases): View {
  const heading = `### ${link(model.seriesTitle, model.seriesUrl)}`;
  const budget = TEXT_BUDGET - heading.length - credit(model).length;
  const body = `${heading}\n${releaseText(model.items, { ...LINES, budget }, { withHeadline: true })}`;
  const cover = `Cover of ${model.seriesTitle}`;
  const view = card(
    'good',
    model.coverUrl ? section(body, thumbnail(model.coverUrl, truncate(cover, 200))) : text(body),
    text(`-# ${credit(model)}`),
    row(
      ...openButton(model.items.find(({ isBackfill }) => !isBackfill) ?? model.items[0]),
      button('Unsubscribe', UNSUBSCRIBE.of({ feedId: model.feedId })),
      button('Mute for a week', MUTE.of({ feedId: model.feedId })),
    ),
  );
  return model.roleId === null ? view : { components: [text(`<@&${model.roleId}>`), ...view.components] };
}

function openButton(first: ReleaseLine | undefined): ReturnType<typeof linkButton>[] {
  if (!first || first.url.length > LONGEST_URL) return [];
  return [linkButton(`Open on ${new URL(first.url).hostname.replace(/^www\./, '').slice(0, 60)}`, first.url)];
}

function credit({ items, platformName }: SeriesReleases): string {
  const groups = groupsOf(items);
  const last = items.at(-1);
  return [
    `From ${plain(platformName)}`,
    ...(groups.length > 0 ? [plain(groups.join(', '))] : []),
    ...(last ? [timestamp(last.releasedAt)] : []),
  ].join(' · ');
}
