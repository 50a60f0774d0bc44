import type { Published, Series, SourceName, Upload } from './published';
import type { Subscriber, Wishes } from './subscriber';
import { read, type ToldRelease } from './told';

const HOUR = 3_600_000;
/**
 * How long it may take, with every outage of a day, until a release is read: who begins to follow within that time may be
 * told or not.
 */
const READ_WITHIN: Readonly<Record<SourceName, number>> = {
  AniList: 2.5 * HOUR,
  MangaDex: 2.5 * HOUR,
  'web feeds': 30 * HOUR,
};
/** And until it is told: who ends to follow within that time may be told or not, who follows all that time must be. */
const TOLD_WITHIN: Readonly<Record<SourceName, number>> = {
  AniList: 6 * HOUR,
  MangaDex: 6 * HOUR,
  'web feeds': 30 * HOUR,
};

/** Something that should not be. */
export interface Complaint {
  readonly subscriber: string;
  readonly series: string;
  readonly what: string;
  /** Around when, for the log. */
  readonly at: number;
}

export interface Verdict {
  readonly complaints: readonly Complaint[];
  readonly required: number;
  readonly messages: number;
}

/** What the lists do not show is looked for every hour. */
const CHECKED_WITHIN = 1.5 * HOUR;

type Duty = 'must' | 'may' | 'never';

/**
 * Whether a subscriber was told what by the rules has to be told, whatever the bot thinks: of each release that came out
 * while they followed the series one message, nothing else and in order.
 */
export function judge(subscriber: Subscriber, published: Published): Verdict {
  const { told, uncounted, messages } = read(subscriber.inbox());
  const complaints: Complaint[] = [];
  const complain = (series: string, what: string, at: number): void => {
    complaints.push({ subscriber: subscriber.name, series, what, at });
  };
  const uploads = new Map(published.all.map((upload) => [upload.reference, upload]));
  const toldOf = groupBy(told, ({ reference }) => uploads.get(reference)?.series.title ?? '');
  for (const { reference, at } of toldOf.get('') ?? [])
    complain('?', `was told ${reference}, which nobody published`, at);

  const missing: Upload[] = [];
  let required = 0;
  let optional = 0;
  for (const series of subscriber.series) {
    const own = toldOf.get(series.title) ?? [];
    const byRelease = groupBy(own, ({ reference }) => uploads.get(reference)?.release ?? '');
    for (const [release, of] of releasesOf(series, subscriber.wishes, published)) {
      const [first] = of;
      if (!first) continue;
      const duty = dutyOf(first, subscriber);
      const [once, ...again] = byRelease.get(release) ?? [];
      if (duty === 'must') required += 1;
      if (duty === 'must' && !once) missing.push(first);
      if (duty === 'may' && !once) optional += 1;
      if (duty === 'never' && once)
        complain(series.title, `was told ${once.reference}, ${whyNever(first)}`, once.at);
      for (const { reference, at } of again)
        complain(series.title, `was told release ${release} again: ${reference}`, at);
      if (once)
        for (const what of wrongChoice(once, of, subscriber.wishes)) complain(series.title, what, once.at);
    }
    const wanted = new Set(releasesOf(series, subscriber.wishes, published).flatMap(([, of]) => of));
    for (const { reference, at } of own) {
      const upload = uploads.get(reference);
      if (upload && !wanted.has(upload))
        complain(series.title, `was told ${reference}, which they do not want`, at);
      if (!subscriber.intervalsOf(series).some(({ from, to }) => from <= at && at < to))
        complain(series.title, `was told ${reference} while they did not follow it`, at);
    }
    for (const { what, at } of outOfOrder(own, uploads)) complain(series.title, what, at);
  }
  for (const { series } of [...toldOf.values()].flatMap(([one]) => uploads.get(one?.reference ?? '') ?? [])) {
    if (!subscriber.series.includes(series))
      complain(series.title, 'was told a series they never followed', 0);
  }
  // What was only counted cannot be told apart.
  if (missing.length > uncounted)
    for (const { series, reference, visibleAt } of missing)
      complain(
        series.title,
        `was never told ${reference} (${missing.length} missing, ${uncounted} only counted)`,
        visibleAt,
      );
  if (uncounted > missing.length + optional)
    complain(
      '?',
      `messages count ${uncounted} more releases, but only ${missing.length + optional} are not listed`,
      0,
    );
  return { complaints, required, messages };
}

/** Of each release what the subscriber wants of it, the earliest first. */
function releasesOf(series: Series, wishes: Wishes, published: Published): [string, Upload[]][] {
  const wanted = published.of(series).filter((upload) => isWanted(upload, wishes));
  const sorted = [...wanted].sort((a, b) => a.visibleAt - b.visibleAt);
  return [...groupBy(sorted, ({ release }) => release)];
}

function isWanted({ language, groups }: Upload, wishes: Wishes): boolean {
  const isUnderstood = language === null || languagesOf(wishes).includes(language);
  return isUnderstood && (groups.length === 0 || groups.some((group) => !wishes.ignored.includes(group)));
}

function languagesOf({ languages }: Wishes): readonly string[] {
  return languages.length === 0 ? ['en'] : languages;
}

function dutyOf({ series, kind, visibleAt }: Upload, subscriber: Subscriber): Duty {
  if (kind === 'history') return 'never';
  const intervals = subscriber.intervalsOf(series);
  const toldBy = visibleAt + TOLD_WITHIN[series.source];
  if (intervals.some(({ from, to }) => from <= visibleAt && to > toldBy)) return 'must';
  const readBy = visibleAt + READ_WITHIN[series.source] + (kind === 'hidden' ? CHECKED_WITHIN : 0);
  const isPossible = intervals.some(({ from, to, isFresh }) =>
    from <= visibleAt ? visibleAt < to : !isFresh && from <= readBy,
  );
  return isPossible ? 'may' : 'never';
}

function whyNever({ kind, visibleAt }: Upload): string {
  return kind === 'history'
    ? 'which was out before'
    : `which came out at ${clock(visibleAt)} when they did not follow it`;
}

/** Of what came out in the same instant, the one they like best is told. */
function wrongChoice({ reference }: ToldRelease, of: readonly Upload[], wishes: Wishes): string[] {
  const [first] = of;
  const told = of.find((upload) => upload.reference === reference);
  if (!first || told?.visibleAt !== first.visibleAt) return [];
  const better = of.find(
    (upload) => upload.visibleAt === first.visibleAt && dislike(upload, wishes) < dislike(told, wishes),
  );
  return better ? [`was told ${reference}, but likes ${better.reference} better`] : [];
}

function dislike({ language, groups }: Upload, wishes: Wishes): number {
  const rank = language === null ? 0 : languagesOf(wishes).indexOf(language);
  return 2 * rank + (groups.some((group) => wishes.preferred.includes(group)) ? 0 : 1);
}

/** Within a message by when it came out, what is new before what was added late; from message to message nothing that could be seen earlier in the same list. */
function outOfOrder(own: readonly ToldRelease[], uploads: ReadonlyMap<string, Upload>) {
  const known = own.flatMap((told) => {
    const upload = uploads.get(told.reference);
    return upload && upload.kind === 'news' ? [{ told, upload }] : [];
  });
  return known.flatMap(({ told, upload }, index) => {
    const overtaken = known
      .slice(0, index)
      .find(({ told: before, upload: other }) =>
        before.messageId === told.messageId
          ? before.isOlder === told.isOlder && secondOf(other) > secondOf(upload)
          : other.lane === upload.lane && other.visibleAt > upload.visibleAt,
      );
    return overtaken
      ? [{ what: `was told ${told.reference} after ${overtaken.told.reference}`, at: told.at }]
      : [];
  });
}

/** What came out in the same one may be told in either order: sources give whole seconds. */
function secondOf({ releasedAt }: Upload): number {
  return Math.floor(releasedAt / 1_000);
}

export function clock(at: number): string {
  return new Date(at).toISOString().slice(5, 19);
}

function groupBy<T, K>(rows: readonly T[], keyOf: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}
