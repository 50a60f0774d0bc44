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
import { muteId, unsubscribeId } from './feed.custom-ids';
import { burstHeadline, groupsOf, type LineLimits, type ReleaseLine, releaseLines } from './release-lines';

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

/** Discord takes 4,000 characters of text a message; titles, credits and the rest need theirs. */
const LINES: LineLimits = { max: 10, budget: 2_800, labelMax: 200 };

/** The message that tells of new chapters or episodes: what, where to read it, when, and whose work it is. */
export function releaseView(model: SeriesReleases): View {
  const { lines, rest } = releaseLines(model.items, LINES);
  if (rest > 0) lines.push(`…and ${rest} more on ${link(model.platformName, model.seriesUrl)}`);
  const headline = burstHeadline(model.items);
  const heading = `### ${link(model.seriesTitle, model.seriesUrl)}${headline === null ? '' : `\n${headline}`}`;
  const body = `${heading}\n${lines.join('\n')}`;
  const cover = `Cover of ${model.seriesTitle}`;
  const view = card(
    'good',
    model.coverUrl ? section(body, thumbnail(model.coverUrl, truncate(cover, 200))) : text(body),
    text(`-# ${credit(model)}`),
    row(
      ...openButton(model.items),
      button('Unsubscribe', unsubscribeId(model.feedId)),
      button('Mute for a week', muteId(model.feedId)),
    ),
  );
  return model.roleId === null ? view : { components: [text(`<@&${model.roleId}>`), ...view.components] };
}

function openButton([first]: readonly ReleaseLine[]): ReturnType<typeof linkButton>[] {
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
