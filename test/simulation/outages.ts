import type { Fault, Faults } from '../../sandbox/platforms';
import type { SeededRandom } from '../support/seeded-random';
import { type SourceName, SOURCES } from './published';
import type { Surroundings } from './surroundings';
import type { WebDesk, WebTrouble } from './web-desk';

const MINUTE = 60_000;
const KIND_LASTS_MS = 15 * MINUTE;
const MESSAGES = '/channels/{channel_id}/messages';
const FOR_EVER = { times: Infinity };
const PAGE = '<!DOCTYPE html><html><head><title>Just a moment...</title></head><body></body></html>';

const PLATFORM_FAULTS: readonly [Fault, ...Fault[]] = [
  { status: 500 },
  { status: 503 },
  { status: 429, headers: { 'retry-after': '120' } },
  { status: 403 },
  { drop: true },
  // Longer than the bot waits.
  { delayMs: 2_000, drop: true },
  { status: 200, body: PAGE },
  { status: 503, body: PAGE },
  { truncate: true },
  { status: 200, body: { result: 'ok', data: 'nothing', total: null } },
  { status: 200, body: { data: { Page: null, series: null } } },
];
const WEB_TROUBLES: readonly [WebTrouble, ...WebTrouble[]] = ['error', 'silence', 'cut', 'page', 'half'];
const LOST_FOR_MS = 2 * MINUTE;
const DISCORD_TROUBLES = ['errors', 'throttled', 'gone'] as const;

export type OutageOf = SourceName | 'Discord';

interface Window {
  readonly of: OutageOf;
  /** `lost answers`: Discord takes messages and the bot never hears of it. */
  readonly kind: 'outage' | 'disorder' | 'lost answers';
  readonly from: number;
  readonly to: number;
}

/** When what fails, and how: of each outage the manner changes now and then. */
export class Outages {
  private readonly active = new Map<Window, number>();
  private readonly windows: Window[] = [];
  private ended = 0;

  constructor(
    private readonly surroundings: Surroundings,
    private readonly webDesk: WebDesk,
    private readonly random: SeededRandom,
    private readonly note: (text: string) => void,
  ) {}

  /** What fails in the course of the day that begins. @param share of a full day's troubles. */
  plan(dayMs: number, share: number): void {
    const { surroundings, random } = this;
    const add = (of: OutageOf, kind: Window['kind'], shortest: number, longest: number): void => {
      if (share < 1 && random.next() > share) return;
      const from = surroundings.now() + Math.floor(dayMs * (0.08 + 0.7 * random.next()));
      this.windows.push({ of, kind, from, to: from + random.integer(shortest, longest) * MINUTE });
    };
    for (const source of SOURCES) {
      add(source, 'outage', 30, 90);
      for (let n = 0; n < 3; n++) add(source, 'disorder', 60, 180);
    }
    add('Discord', 'outage', 60, 60);
    const outage = this.windows.find(
      ({ of, kind, to }) => of === 'Discord' && kind === 'outage' && to > surroundings.now(),
    );
    // As things come back they are at their worst.
    if (outage)
      this.windows.push({ ...outage, kind: 'lost answers', from: outage.to, to: outage.to + LOST_FOR_MS });
    for (let n = 0; n < 2; n++) add('Discord', 'lost answers', 2, 2);
  }

  /** How many there are altogether. */
  get count(): number {
    return this.windows.filter(({ kind }) => kind === 'outage').length + this.ended;
  }

  /** When Discord begins to lose answers next, or what it lost is forgotten, in epoch milliseconds. */
  nextLoss(afterMs: number): { readonly from: number; readonly to: number } | undefined {
    const now = this.surroundings.now();
    return this.windows
      .filter(({ kind, to }) => kind === 'lost answers' && to + afterMs > now)
      .sort((a, b) => a.from - b.from)[0];
  }

  isOut(of: OutageOf): boolean {
    return this.isOn(of, 'outage');
  }

  /** Whether everything has worked for so long. */
  hasWorked(of: OutageOf, forMs: number): boolean {
    const now = this.surroundings.now();
    return !this.windows.some((window) => window.of === of && window.from <= now && now < window.to + forMs);
  }

  /** Lets begin and end what is due. */
  goOn(): void {
    const now = this.surroundings.now();
    for (const window of this.windows) {
      const changesAt = this.active.get(window);
      const isOn = window.from <= now && now < window.to;
      if (!isOn && changesAt !== undefined) {
        this.active.delete(window);
        this.note(`${window.kind} of ${window.of} ends`);
        this.apply(window.of);
      } else if (isOn && (changesAt === undefined || changesAt <= now)) {
        this.active.set(window, window.kind === 'outage' ? now + KIND_LASTS_MS : Infinity);
        if (changesAt === undefined) this.note(`${window.kind} of ${window.of} begins`);
        this.apply(window.of);
      }
    }
  }

  /** Everything works from now on. */
  end(): void {
    this.ended = this.count;
    this.windows.length = 0;
    const all = new Set([...this.active.keys()].map(({ of }) => of));
    this.active.clear();
    for (const of of all) this.apply(of);
  }

  private apply(of: OutageOf): void {
    const { platforms } = this.surroundings;
    const isInDisorder = this.isOn(of, 'disorder');
    switch (of) {
      case 'AniList':
        this.spoil(platforms.anilist.faults, isInDisorder, of);
        break;
      case 'MangaDex':
        this.spoil(platforms.mangadex.faults, isInDisorder, of);
        break;
      case 'web feeds':
        this.webDesk.disorder(isInDisorder);
        this.webDesk.setTrouble(this.isOut(of) ? this.random.pick(WEB_TROUBLES) : null);
        break;
      case 'Discord':
        this.spoilDiscord();
    }
  }

  private isOn(of: OutageOf, kind: Window['kind']): boolean {
    return [...this.active.keys()].some((window) => window.of === of && window.kind === kind);
  }

  private spoil(faults: Faults, isInDisorder: boolean, of: OutageOf): void {
    faults.clear();
    faults.disorder(isInDisorder ? () => this.random.next() : null);
    if (!this.isOut(of)) return;
    const fault = this.random.pick(PLATFORM_FAULTS);
    this.note(`${of} answers ${JSON.stringify(fault).slice(0, 80)}`);
    faults.next({ ...fault, ...FOR_EVER });
  }

  private spoilDiscord(): void {
    const { discord } = this.surroundings;
    discord.faults.clear();
    if (!this.isOut('Discord')) {
      if (this.isOn('Discord', 'lost answers'))
        discord.faults.next({ method: 'POST', route: MESSAGES, when: 'after', drop: true, ...FOR_EVER });
      return;
    }
    const trouble = this.random.pick(DISCORD_TROUBLES);
    this.note(`Discord: ${trouble}`);
    if (trouble === 'gone') discord.faults.outage(true);
    else if (trouble === 'errors') discord.faults.next({ method: 'POST', status: 500, ...FOR_EVER });
    else {
      const body = { message: 'You are being rate limited.', retry_after: 45, global: false };
      discord.faults.next({ method: 'POST', route: MESSAGES, status: 429, body, ...FOR_EVER });
    }
  }
}
