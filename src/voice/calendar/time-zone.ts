const SECOND = 1000;
const DAY = 86_400_000;
/** How much of a zone's history is looked up at once. */
const CHUNK = 366 * DAY;

/** A time with one offset: local wall clock = instant + offset, written as if it were UTC. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly offset: number;
}

const zones = new Map<string, TimeZone>();

/**
 * Offsets of an IANA time zone. Asking Intl takes microseconds and a figure may need a million answers, so each year
 * of a zone is looked up once: by the day, and by halves where two days differ.
 */
export class TimeZone {
  private readonly chunks = new Map<number, readonly Stretch[]>();
  private readonly format: Intl.DateTimeFormat;
  private last: Stretch = { start: 0, end: 0, offset: 0 };

  /** @throws RangeError when there is no such zone. */
  static of(name: string): TimeZone {
    const known = zones.get(name) ?? new TimeZone(name);
    zones.set(name, known);
    return known;
  }

  private constructor(name: string) {
    this.format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  offsetAt(instant: number): number {
    return this.stretchAt(instant).offset;
  }

  /** The longest known time around an instant in which the offset does not change; it may go on beyond its end. */
  stretchAt(instant: number): Stretch {
    if (instant >= this.last.start && instant < this.last.end) return this.last;
    const found = this.chunkOf(Math.floor(instant / CHUNK)).find(({ end }) => instant < end);
    if (!found) throw new RangeError(`${instant} is not an instant`);
    this.last = found;
    return found;
  }

  /** The first instant at which the wall clock shows this time or, where it jumps over it, a later one. */
  instantOf(wallTime: number): number {
    // No zone is further than 14 hours from UTC, and the longest jump so far took a whole day.
    let stretch = this.stretchAt(wallTime - 48 * 3_600_000);
    while (stretch.end + stretch.offset <= wallTime) stretch = this.stretchAt(stretch.end);
    return Math.max(stretch.start, wallTime - stretch.offset);
  }

  private chunkOf(index: number): readonly Stretch[] {
    const known = this.chunks.get(index);
    if (known) return known;
    const [from, to] = [index * CHUNK, (index + 1) * CHUNK];
    const found: Stretch[] = [];
    let [start, offset] = [from, this.ask(from)];
    for (let day = from; day < to; day += DAY) {
      const next = this.ask(day + DAY);
      if (next === offset) continue;
      const change = this.findChange(day, day + DAY, offset);
      if (change < to) {
        found.push({ start, end: change, offset });
        [start, offset] = [change, next];
      }
    }
    found.push({ start, end: to, offset });
    this.chunks.set(index, found);
    return found;
  }

  /** The first whole second after `low` with another offset; clocks change at whole seconds. */
  private findChange(low: number, high: number, offset: number): number {
    while (high - low > SECOND) {
      const middle = low + Math.floor((high - low) / 2 / SECOND) * SECOND;
      if (this.ask(middle) === offset) low = middle;
      else high = middle;
    }
    return high;
  }

  private ask(instant: number): number {
    const parts: Record<string, number> = {};
    for (const { type, value } of this.format.formatToParts(instant)) parts[type] = Number(value);
    const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / SECOND) * SECOND;
  }
}
