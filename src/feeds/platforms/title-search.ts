import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../common';
import type { Platform, TitleMatch } from './platform';

/** Discord wants the choices of an autocomplete within 3 seconds. */
const DEADLINE_MS = 2_000;
const CACHED_FOR_MS = 5 * 60_000;
const CACHED_TEXTS = 500;
/** Of the 28 requests a minute to AniList, the rest is for reading. */
const SEARCHES_A_MINUTE = 20;
/** They are sent one after the other, so that a fourth in line would miss its deadline. */
const MOST_RUNNING = 3;
const SHORTEST_TEXT = 2;

interface Cached {
  readonly matches: readonly TitleMatch[];
  readonly until: number;
}

/** Searches one platform while somebody is typing: rarely, never for long, and giving nothing rather than failing. */
export class TitleSearch {
  private readonly cache = new Map<string, Cached>();
  private readonly running = new Map<string, Promise<readonly TitleMatch[]>>();
  private startedAt: number[] = [];

  constructor(
    private readonly platform: Platform,
    private readonly clock: Clock,
  ) {}

  /** The best match first; empty when the platform cannot be asked, or not in time. Never rejects. */
  async find(text: string): Promise<readonly TitleMatch[]> {
    const wanted = text.normalize().trim().replace(/\s+/g, ' ').toLowerCase();
    if (wanted.length < SHORTEST_TEXT || this.platform.searchTitles === undefined) return [];
    const known = this.cache.get(wanted);
    if (known && known.until > this.clock.now().getTime()) return known.matches;
    const search = this.running.get(wanted) ?? this.start(wanted);
    const deadline = new AbortController();
    try {
      return await Promise.race([search, sleep(DEADLINE_MS, [], { signal: deadline.signal, ref: false })]);
    } finally {
      deadline.abort();
    }
  }

  /** An answer that comes after the deadline serves the next keystroke. */
  private start(text: string): Promise<readonly TitleMatch[]> {
    if (!this.admit()) return Promise.resolve([]);
    const search = this.ask(text).finally(() => this.running.delete(text));
    this.running.set(text, search);
    return search;
  }

  private async ask(text: string): Promise<readonly TitleMatch[]> {
    try {
      const matches = (await this.platform.searchTitles?.(text)) ?? [];
      this.remember(text, matches);
      return matches;
    } catch {
      // The readers of the streams report what is wrong with a platform; a person who types cannot do anything about it.
      return [];
    }
  }

  /** Searches must never keep the streams from being read. */
  private admit(): boolean {
    const now = this.clock.now().getTime();
    this.startedAt = this.startedAt.filter((at) => at > now - 60_000 && at <= now);
    if (this.running.size >= MOST_RUNNING || this.startedAt.length >= SEARCHES_A_MINUTE) return false;
    this.startedAt.push(now);
    return true;
  }

  private remember(text: string, matches: readonly TitleMatch[]): void {
    this.cache.delete(text);
    this.cache.set(text, { matches, until: this.clock.now().getTime() + CACHED_FOR_MS });
    for (const oldest of this.cache.keys()) {
      if (this.cache.size <= CACHED_TEXTS) break;
      this.cache.delete(oldest);
    }
  }
}
