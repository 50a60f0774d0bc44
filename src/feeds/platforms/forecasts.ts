import { type Clock, groupBy } from '../../common';
import type { Forecast, Platform, ReadOptions, Release } from './platform';
import { PlatformUnavailableError } from './platform.errors';

/** Turning pages, and others who follow the same, ask nothing again. */
const KNOWN_FOR_MS = 5 * 60_000;
/** Above this all is forgotten; asking again is harmless. */
const MOST_KNOWN = 20_000;
/** Whoever comes after these would wait for minutes. */
const MOST_WAITING = 10;

interface Known extends Forecast {
  /** Read up to this instant. */
  readonly until: number;
  readonly expiresAt: number;
}

/**
 * What one platform has announced, remembered for a while by series. One question is asked at a time, so that the
 * reading of streams waits for one of its requests at most, however many people ask.
 */
export class Forecasts {
  private readonly known = new Map<string, Known>();
  private tail: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  constructor(
    private readonly platform: Platform,
    private readonly clock: Clock,
  ) {}

  /** @throws PlatformUnavailableError when the platform cannot be asked now. */
  async find(sourceIds: readonly string[], until: Date, options: ReadOptions): Promise<Forecast> {
    if (this.listUnknown(sourceIds, until, options).length === 0)
      return this.recall(sourceIds, until, options);
    if (this.waiting >= MOST_WAITING)
      throw new PlatformUnavailableError(this.platform.name, `${this.waiting} questions are waiting`);
    this.waiting += 1;
    const turn = this.tail.then(async () => {
      await this.learn(sourceIds, until, options);
      return this.recall(sourceIds, until, options);
    });
    this.tail = turn.catch(() => undefined).then(() => (this.waiting -= 1));
    return turn;
  }

  /** Those who waited may find that what they want to know has been asked meanwhile. */
  private async learn(sourceIds: readonly string[], until: Date, options: ReadOptions): Promise<void> {
    if (this.known.size + sourceIds.length > MOST_KNOWN) this.known.clear();
    const unknown = this.listUnknown(sourceIds, until, options);
    if (unknown.length === 0 || !this.platform.fetchUpcoming) return;
    const askedAt = this.clock.now().getTime();
    // As long as it is remembered it has to reach as far as the next question.
    const readUntil = new Date(until.getTime() + KNOWN_FOR_MS);
    const { releases, isComplete } = await this.platform.fetchUpcoming(unknown, readUntil, options);
    const bySeries = groupBy(releases, ({ sourceId }) => sourceId);
    for (const id of unknown) {
      this.known.set(keyOf(id, options), {
        releases: bySeries.get(id) ?? [],
        isComplete,
        until: readUntil.getTime(),
        expiresAt: askedAt + KNOWN_FOR_MS,
      });
    }
  }

  private listUnknown(sourceIds: readonly string[], until: Date, options: ReadOptions): string[] {
    const now = this.clock.now().getTime();
    return sourceIds.filter((id) => {
      const known = this.known.get(keyOf(id, options));
      return !known || known.expiresAt <= now || known.until < until.getTime();
    });
  }

  private recall(sourceIds: readonly string[], until: Date, options: ReadOptions): Forecast {
    const now = this.clock.now();
    const found = sourceIds.flatMap((id) => this.known.get(keyOf(id, options)) ?? []);
    const isComing = ({ releasedAt }: Release): boolean => releasedAt >= now && releasedAt < until;
    return {
      releases: found.flatMap(({ releases }) => releases.filter(isComing)),
      isComplete: found.every(({ isComplete }) => isComplete),
    };
  }
}

function keyOf(sourceId: string, { languages }: ReadOptions): string {
  return `${sourceId} ${languages.join()}`;
}
