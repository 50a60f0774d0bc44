import type { NewChapter, SandboxWorld } from '../../sandbox/platforms';
import type { SeededRandom } from '../support/seeded-random';
import type { Published, Series, Upload } from './published';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const IN_2037 = Date.UTC(2037, 11, 31, 15);
export const GROUPS = ['Harbour Scans', 'Lantern Works', 'Paper Boat'] as const;

interface Manga {
  readonly series: Series;
  readonly id: string;
  lastNumber: number;
}

type Shape = (manga: Manga) => void;

/** Those who upload to MangaDex. */
export class MangaDesk {
  private readonly running: Manga[] = [];
  /** Nothing else comes out of it, so that what appears late is its newest chapter. */
  private readonly quiet: Manga;
  private readonly strangerId: string;
  private oddNumbers = 0;
  private external = 0;
  /** What somebody does some minutes later. */
  private readonly later: { readonly at: number; readonly act: () => void }[] = [];
  private readonly shapes: readonly [Shape, ...Shape[]];

  constructor(
    private readonly world: SandboxWorld,
    private readonly published: Published,
    private readonly random: SeededRandom,
    count: number,
  ) {
    for (let n = 1; n < count; n++) this.running.push(this.begin(`Invented Manga ${n}`));
    this.quiet = this.begin('The Quiet Manga');
    this.strangerId = world.addManga({ title: 'Followed by nobody' }).id;
    const next: Shape = (manga) => {
      this.upload(manga, { chapter: this.nextNumber(manga) });
    };
    this.shapes = [
      next,
      next,
      next,
      (manga) => {
        this.burst(manga, random.integer(2, 8));
      },
      (manga) => {
        this.burst(manga, 14);
      },
      (manga) => {
        this.byTwoGroups(manga, 0);
      },
      (manga) => {
        this.byTwoGroups(manga, random.integer(5, 150) * MINUTE);
      },
      (manga) => {
        this.inTwoLanguages(manga, 0);
      },
      (manga) => {
        this.inTwoLanguages(manga, random.integer(5, 150) * MINUTE);
      },
      (manga) => {
        this.inTwoLanguages(manga, 0, 'es');
      },
      (manga) => {
        this.upload(manga, { chapter: this.nextNumber(manga), language: 'es' });
      },
      (manga) => {
        this.upload(manga, { chapter: this.nextNumber(manga), language: 'es' });
      },
      (manga) => {
        this.upload(manga, { chapter: this.oddNumber() });
      },
      (manga) => {
        this.upload(manga, { chapter: null, title: `A door in August ${random.integer(1, 1e6)}` });
      },
      (manga) => {
        this.upload(manga, { chapter: this.nextNumber(manga), groups: [GROUPS[0], GROUPS[1]] });
      },
      (manga) => {
        this.linkOnly(manga);
      },
      (manga) => {
        this.upload(manga, {
          chapter: this.nextNumber(manga),
          publishAt: world.now() + random.integer(10, 120) * MINUTE,
        });
      },
      // The search shows it some minutes after its own time.
      (manga) => {
        this.upload(manga, {
          chapter: this.nextNumber(manga),
          publishAt: world.now() - random.integer(1, 25) * MINUTE,
        });
      },
      (manga) => {
        this.restore(manga);
      },
    ];
  }

  get series(): readonly Series[] {
    return [...this.running, this.quiet].map(({ series }) => series);
  }

  /** Something of any kind comes out now. */
  publish(): void {
    this.random.pick(this.shapes)(this.anyManga());
  }

  /** Several chapters of one manga at once. */
  publishBurst(size: number): void {
    this.burst(this.anyManga(), size);
  }

  /** It was hidden for hours, and its own time says so. */
  publishHidden(): void {
    const publishAt = this.world.now() - this.random.integer(60, 180) * MINUTE;
    this.upload(this.quiet, { chapter: this.nextNumber(this.quiet), publishAt }, 'hidden');
  }

  /** So much of something that nobody follows that the lists become pages. */
  flood(): void {
    for (let n = this.random.integer(120, 220); n > 0; n--) {
      this.world.publishChapter(this.strangerId, { chapter: String(n) });
    }
  }

  /** Does what is due by now. */
  goOn(): void {
    const due = this.later.filter(({ at }) => at <= this.world.now());
    for (const entry of due) {
      this.later.splice(this.later.indexOf(entry), 1);
      entry.act();
    }
  }

  private begin(title: string): Manga {
    const { id, url } = this.world.addManga({ title, createdAt: this.world.now() - 300 * DAY });
    const manga = { series: { source: 'MangaDex', title, url }, id, lastNumber: 0 } as const;
    const begun = { ...manga, lastNumber: 0 };
    for (let left = this.random.integer(3, 20); left > 0; left--) {
      this.upload(
        begun,
        { chapter: this.nextNumber(begun), at: this.world.now() - left * 2 * DAY, groups: [GROUPS[0]] },
        'history',
      );
    }
    return begun;
  }

  private burst(manga: Manga, size: number): void {
    for (let n = size; n > 0; n--)
      this.upload(manga, { chapter: this.nextNumber(manga), groups: [GROUPS[0]] });
  }

  private byTwoGroups(manga: Manga, afterMs: number): void {
    const chapter = this.nextNumber(manga);
    const [first, second] = this.random.next() < 0.5 ? [GROUPS[0], GROUPS[1]] : [GROUPS[1], GROUPS[0]];
    this.upload(manga, { chapter, groups: [first] });
    this.after(afterMs, () => {
      this.upload(manga, { chapter: `0${chapter}`, groups: [second] });
    });
  }

  private inTwoLanguages(manga: Manga, afterMs: number, other = 'id'): void {
    const chapter = this.nextNumber(manga);
    const [first, second] = this.random.next() < 0.5 ? ['en', other] : [other, 'en'];
    this.upload(manga, { chapter, language: first });
    this.after(afterMs, () => {
      this.upload(manga, { chapter, language: second });
    });
  }

  private linkOnly(manga: Manga): void {
    this.external += 1;
    const externalUrl = `https://reader.example.com/chapter/${this.external}`;
    this.upload(manga, { chapter: this.nextNumber(manga), externalUrl, publishAt: IN_2037 });
  }

  /** What was taken down weeks ago is there again. */
  private restore(manga: Manga): void {
    const at = this.world.now() - 40 * DAY;
    this.upload(manga, { chapter: this.oddNumber(), at }, 'history');
  }

  private upload(manga: Manga, given: NewChapter, kind: Upload['kind'] = 'news'): void {
    const { groups = [this.random.pick(GROUPS)], language = 'en', chapter = null } = given;
    const now = this.world.now();
    const { id, url } = this.world.publishChapter(manga.id, { ...given, groups, language });
    const externalUrl = given.externalUrl ?? null;
    const publishAt = given.publishAt ?? given.at ?? now;
    const isLinkOnly = externalUrl !== null;
    this.published.add({
      series: manga.series,
      reference: externalUrl ?? url,
      release: chapter?.replace(/^0+(?=\d)/, '') ?? id,
      language,
      groups,
      visibleAt: kind === 'history' ? Math.min(publishAt, now) : isLinkOnly ? now : Math.max(publishAt, now),
      releasedAt: isLinkOnly ? now : publishAt,
      lane: isLinkOnly ? 'link-only' : 'on-site',
      kind,
    });
  }

  private after(ms: number, act: () => void): void {
    if (ms === 0) act();
    else this.later.push({ at: this.world.now() + ms, act });
  }

  private nextNumber(manga: Manga): string {
    manga.lastNumber += 1;
    return String(manga.lastNumber);
  }

  /** Of a chapter between two that have been out for long; never the same twice. */
  private oddNumber(): string {
    this.oddNumbers += 1;
    return `1.${this.oddNumbers}`;
  }

  private anyManga(): Manga {
    const [first, ...others] = this.running;
    if (!first) throw new Error('There is no manga');
    return this.random.pick([first, ...others]);
  }
}
