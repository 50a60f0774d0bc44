import { count, truncate } from '../../common';
import {
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

export interface ReleaseModel {
  readonly seriesTitle: string;
  readonly seriesUrl: string;
  /** https address, or null where there is none. */
  readonly coverUrl: string | null;
  readonly platformName: string;
  /** Oldest first, at least one. */
  readonly items: readonly ReleaseLine[];
}

export interface ReleaseLine {
  readonly label: string;
  readonly url: string;
  readonly groupName: string | null;
  readonly releasedAt: Date;
}

const MAX_LINES = 10;
/** Discord takes 4,000 characters of text a message; titles, credits and the rest need theirs. */
const LINES_BUDGET = 2_800;

/** The message that tells of new chapters or episodes: what, where to read it, when, and whose work it is. */
export function releaseView(model: ReleaseModel): View {
  const lines = listLines(model);
  const rest = model.items.length - lines.length;
  if (rest > 0) lines.push(`…and ${rest} more on ${link(model.platformName, model.seriesUrl)}`);
  const headline = model.items.length > 1 ? `\n${count(model.items.length, 'new release')}` : '';
  const body = `### ${link(model.seriesTitle, model.seriesUrl)}${headline}\n${lines.join('\n')}`;
  const [first] = model.items;
  return card(
    'good',
    model.coverUrl
      ? section(body, thumbnail(model.coverUrl, truncate(`Cover of ${model.seriesTitle}`, 200)))
      : text(body),
    text(`-# ${credit(model)}`),
    ...(first && first.url.length <= LONGEST_URL
      ? [row(linkButton(`Open on ${hostName(first.url)}`, first.url))]
      : []),
  );
}

function listLines(model: ReleaseModel): string[] {
  const lines: string[] = [];
  let used = 0;
  for (const item of model.items.slice(0, MAX_LINES)) {
    const line = `**${link(item.label, item.url)}** · ${timestamp(item.releasedAt, 'R')}`;
    used += line.length + 1;
    if (used > LINES_BUDGET && lines.length > 0) break;
    lines.push(line);
  }
  return lines;
}

function credit({ items, platformName }: ReleaseModel): string {
  const groups = [...new Set(items.flatMap(({ groupName }) => (groupName === null ? [] : [groupName])))];
  const last = items.at(-1);
  return [
    `From ${plain(platformName)}`,
    ...(groups.length > 0 ? [plain(groups.join(', '))] : []),
    ...(last ? [timestamp(last.releasedAt)] : []),
  ].join(' · ');
}

function hostName(url: string): string {
  return new URL(url).hostname.replace(/^www\./, '').slice(0, 60);
}
