import type { SeededRandom } from '../support/seeded-random';

/** Something that happens in the course of the day. */
export interface Happening {
  at: number;
  /** `world` happens whether anybody is there or not; `people` need the bot and Discord. */
  readonly kind: 'world' | 'people';
  readonly what: string;
  /** @returns false when it could not be done now and is to be tried again later. */
  readonly act: () => unknown;
}

const AGAIN_AFTER_MS = 10 * 60_000;

/** What happens when, at random times. */
export class Timetable {
  private happenings: Happening[] = [];

  constructor(
    private begin: number,
    private readonly dayMs: number,
    private readonly random: SeededRandom,
  ) {}

  /** Another day begins; what was put off stays. */
  turnTo(begin: number): void {
    this.begin = begin;
  }

  /** At any time of the day. @param count may be broken: the rest is a chance. */
  sprinkle(count: number, happening: Omit<Happening, 'at'>): void {
    const whole = Math.floor(count) + (this.random.next() < count % 1 ? 1 : 0);
    for (let n = 0; n < whole; n++) this.add(this.share(0.02, 0.97), happening);
  }

  add(at: number, happening: Omit<Happening, 'at'>): void {
    this.happenings.push({ ...happening, at });
    this.happenings.sort((a, b) => a.at - b.at);
  }

  /** An instant at random between two shares of the day. */
  share(from: number, to: number): number {
    return Math.floor(this.begin + this.dayMs * (from + (to - from) * this.random.next()));
  }

  /** Does what is due. */
  async goOn(kind: Happening['kind'], now: number, note: (text: string) => void): Promise<void> {
    const due = this.happenings.filter((happening) => happening.kind === kind && happening.at <= now);
    for (const happening of due) {
      this.happenings.splice(this.happenings.indexOf(happening), 1);
      const done = await happening.act();
      if (done === false) this.add(now + AGAIN_AFTER_MS, happening);
      else if (happening.kind === 'people') note(happening.what);
    }
  }
}
