import { toSnowflake } from '../../../src/common';
import { UnitOfWork } from '../../../src/database';
import { MessageRetention } from '../../../src/delivery';
import { FeedRepository } from '../../../src/feeds';
import type { PlatformId } from '../../../src/feeds/platforms';
import { ItemRetention } from '../../../src/feeds/retention/item-retention';
import { SubscriptionService } from '../../../src/feeds/subscriptions/subscription.service';
import { MINUTE, type ReadingBench } from './reading-bench';

export const people = ['200000000000000001', '200000000000000002'] as const;
export type Person = (typeof people)[number];
type Source = Extract<PlatformId, 'MangaDex' | 'AniList Anime'>;

/** What each person must have been told in the end, and what nobody may mind. */
interface Release {
  readonly logicalKey: string;
  readonly required: Set<Person>;
  readonly allowed: ReadonlySet<Person> | 'all';
}

/**
 * One manga and one anime, who follows them, and what came out: the world as a person sees it, who knows nothing of
 * polls, cursors and transactions.
 */
export class ReleaseModel {
  private readonly releases = new Map<string, Release>();
  private readonly following: Record<Source, Set<Person>> = {
    MangaDex: new Set(),
    'AniList Anime': new Set(),
  };
  /** What was told in messages that are not there any more. */
  private readonly arrived: Record<Person, string[]> = { [people[0]]: [], [people[1]]: [] };
  private readonly manga;
  private readonly anime;
  private chapter = 20;
  private older = 0;
  private episode = 0;
  private airedAt = 0;
  private scheduledFor: number | null = null;

  constructor(private readonly bench: ReadingBench) {
    this.manga = bench.world.addManga({});
    this.anime = bench.world.addAnime({});
  }

  /** A chapter comes to light that says it has been out for `lateMs` already. */
  async publishChapter(lateMs: number, isOlder = false): Promise<void> {
    // Far below the newest, as when somebody fills up a series' beginning.
    const chapter = isOlder ? (this.older += 1) / 100 : (this.chapter += 1);
    const at = this.bench.at(-lateMs);
    this.bench.world.publishChapter(this.manga.id, { chapter: String(chapter), at, createdAt: at });
    await this.released('MangaDex', `${this.manga.id}|${chapter}`, at);
  }

  /** A chapter once more, so many before the newest; a second release is nobody's news. */
  publishBySecondGroup(before: number): void {
    const chapter = this.chapter - before;
    if (chapter <= 20) return;
    this.bench.world.publishChapter(this.manga.id, { chapter: String(chapter), groups: ['Second'] });
  }

  /** Everything is old all at once, and so is what arrived, unless it is still on its way. */
  async forget(hasArrived: boolean): Promise<void> {
    const now = this.bench.clock.now();
    if (hasArrived) {
      for (const person of people) this.arrived[person] = await this.owedTo(person);
      await this.bench.get(UnitOfWork).run(async () => {
        const { writer } = this.bench.get(UnitOfWork);
        await writer.query(`UPDATE outbox_messages SET state = 'sent', settled_at = ?`, [now.getTime()]);
      });
    }
    this.bench.clock.pass(1);
    await this.bench
      .get(MessageRetention)
      .forget({ sentBefore: this.bench.clock.now(), refusedBefore: null });
    this.forgotten += await this.bench
      .get(ItemRetention)
      .forget(this.bench.clock.now(), { newest: 0, numbers: 0 });
  }

  forgotten = 0;

  async airEpisode(lateMs: number): Promise<void> {
    if (this.scheduledFor !== null) return;
    this.episode += 1;
    this.airedAt = this.bench.at(-lateMs);
    this.bench.world.scheduleEpisode(this.anime.id, this.episode, this.airedAt);
    await this.released('AniList Anime', `${this.anime.id}:${this.episode}`, this.airedAt);
  }

  /** Schedules the next episode, or moves it if it is scheduled already. */
  schedule(inMs: number): void {
    const { world } = this.bench;
    if (this.scheduledFor === null)
      world.scheduleEpisode(this.anime.id, this.episode + 1, this.bench.at(inMs));
    else world.moveEpisode(this.anime.id, this.episode + 1, this.bench.at(inMs));
    this.scheduledFor = this.bench.at(inMs);
  }

  /** The row of the last episode is made anew: another id, the same episode. */
  recreateEpisode(): void {
    if (this.episode === 0) return;
    this.bench.world.removeEpisode(this.anime.id, this.episode);
    this.bench.world.scheduleEpisode(this.anime.id, this.episode, this.airedAt);
  }

  async pass(ms: number): Promise<void> {
    this.bench.clock.pass(ms);
    if (this.scheduledFor === null || this.scheduledFor > this.bench.at()) return;
    this.episode += 1;
    this.airedAt = this.scheduledFor;
    this.scheduledFor = null;
    await this.released('AniList Anime', `${this.anime.id}:${this.episode}`, this.airedAt);
  }

  async subscribe(person: Person, source: Source): Promise<void> {
    const outcomes = await this.service.subscribe(targetOf(person), [this.link(source)]);
    expect(outcomes).not.toContainEqual(expect.objectContaining({ type: 'failed' }));
    this.following[source].add(person);
  }

  async unsubscribe(person: Person, source: Source): Promise<void> {
    if (!this.following[source].delete(person)) return;
    await this.service.unsubscribe(targetOf(person), [this.link(source)]);
    // Who leaves before it was read is not owed it.
    const owed = await this.owedTo(person);
    for (const { logicalKey, required } of this.releases.values()) {
      if (logicalKey.startsWith(this.prefix(source)) && !owed.includes(logicalKey)) required.delete(person);
    }
  }

  /** Everybody was told everything, and nobody anything twice or that was out before. */
  async verify(): Promise<void> {
    for (const person of people) {
      const owed = await this.owedTo(person);
      expect(owed.filter((key, index) => owed.indexOf(key) !== index)).toEqual([]);
      const required = [...this.releases.values()].filter((release) => release.required.has(person));
      expect(owed).toEqual(expect.arrayContaining(required.map(({ logicalKey }) => logicalKey)));
      const forbidden = owed.filter((key) => {
        const allowed = this.releases.get(key)?.allowed ?? new Set();
        return allowed !== 'all' && !allowed.has(person);
      });
      expect(forbidden).toEqual([]);
    }
  }

  async close(): Promise<void> {
    for (const person of people) {
      await this.service.unsubscribe(targetOf(person), [this.manga.url, this.anime.url]);
    }
  }

  private async released(source: Source, logicalKey: string, at: number): Promise<void> {
    const sourceId = String(source === 'MangaDex' ? this.manga.id : this.anime.id);
    const feed = await this.bench.get(FeedRepository).findBySource(source, sourceId);
    const followers = this.following[source];
    const baseline = feed?.baselineAt?.getTime() ?? Infinity;
    // Sources give whole seconds and answer late: a minute around the baseline may go either way.
    const isNews = followers.size > 0 && at >= baseline;
    const isOld = followers.size === 0 || at < baseline - MINUTE;
    this.releases.set(logicalKey, {
      logicalKey,
      required: new Set(isNews ? followers : []),
      allowed: isOld ? new Set() : 'all',
    });
  }

  private async owedTo(person: Person): Promise<string[]> {
    const rows: { key: string }[] = await this.bench.get(UnitOfWork).reader.query(
      `SELECT feed_items.logical_key AS key FROM outbox_messages JOIN subscribers ON subscribers.id = subscriber_id,
         json_each(payload, '$.releases') AS told, json_each(told.value, '$.itemIds') AS item
       JOIN feed_items ON feed_items.id = item.value WHERE target_id = ?`,
      [person],
    );
    const own = [this.prefix('MangaDex'), this.prefix('AniList Anime')];
    const owed = rows.map(({ key }) => key).filter((key) => own.some((prefix) => key.startsWith(prefix)));
    return [...this.arrived[person], ...owed];
  }

  private get service(): SubscriptionService {
    return this.bench.get(SubscriptionService);
  }

  private link(source: Source): string {
    return source === 'MangaDex' ? this.manga.url : this.anime.url;
  }

  private prefix(source: Source): string {
    return source === 'MangaDex' ? `${this.manga.id}|` : `${this.anime.id}:`;
  }
}

function targetOf(person: Person) {
  return { type: 'dm' as const, targetId: toSnowflake(person) };
}
