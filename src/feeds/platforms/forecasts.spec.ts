import { SettableClock } from '../../../test/support/settable-clock';
import { Forecasts } from './forecasts';
import type { Forecast, Platform, Release } from './platform';
import { PlatformUnavailableError } from './platform.errors';

const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;
const ENGLISH = { languages: ['en'] };

/** A platform on which each series releases something a day, and that answers when it is let. */
class DailyPlatform implements Platform {
  readonly id = 'AniList Anime';
  readonly name = 'AniList';
  readonly exampleLink = 'https://anilist.co/anime/1';
  readonly asked: string[][] = [];
  running = 0;
  mostRunning = 0;
  isDown = false;
  isComplete = true;
  gate: Promise<unknown> = Promise.resolve();

  constructor(private readonly clock: SettableClock) {}

  parseLink(): null {
    return null;
  }

  fetchSeries(): never {
    throw new Error('nobody asks for a series');
  }

  async fetchUpcoming(sourceIds: readonly string[], until: Date): Promise<Forecast> {
    this.asked.push([...sourceIds]);
    this.running += 1;
    this.mostRunning = Math.max(this.mostRunning, this.running);
    await this.gate;
    this.running -= 1;
    if (this.isDown) throw new PlatformUnavailableError(this.name, 'down');
    const releases = sourceIds.flatMap((id) => this.daily(id, until));
    return { releases, isComplete: this.isComplete };
  }

  private daily(sourceId: string, until: Date): Release[] {
    const day = WEEK / 7;
    const releases: Release[] = [];
    const first = Math.ceil(this.clock.now().getTime() / day) * day;
    for (let at = first; at < until.getTime(); at += day) {
      const key = `${sourceId}:${at / day}`;
      releases.push({
        sourceId,
        itemKey: key,
        logicalKey: key,
        label: key,
        number: null,
        url: 'https://anilist.co/anime/1',
        language: null,
        groupName: null,
        releasedAt: new Date(at),
      });
    }
    return releases;
  }
}

describe('Forecasts', () => {
  const setUp = () => {
    const clock = new SettableClock();
    const platform = new DailyPlatform(clock);
    const forecasts = new Forecasts(platform, clock);
    const find = (...ids: string[]) => forecasts.find(ids, new Date(clock.now().getTime() + WEEK), ENGLISH);
    return { clock, platform, forecasts, find };
  };

  it('asks for each series once in five minutes', async () => {
    const { clock, platform, find } = setUp();
    expect((await find('1', '2')).releases).toHaveLength(14);
    clock.pass(5 * MINUTE - 1);
    expect((await find('2', '3')).releases).toHaveLength(14);
    expect(platform.asked).toEqual([['1', '2'], ['3']]);
    clock.pass(1);
    await find('1', '3');
    expect(platform.asked[2]).toEqual(['1']);
  });

  it('gives seven days from now, also from what it remembers', async () => {
    const { clock, platform, find } = setUp();
    // Two minutes before the daily release.
    clock.set(Math.ceil(clock.now().getTime() / (WEEK / 7)) * (WEEK / 7) - 2 * MINUTE);
    const before = (await find('1')).releases.map(({ label }) => label);
    clock.pass(2 * MINUTE + 1);
    const after = (await find('1')).releases.map(({ label }) => label);
    expect(platform.asked).toHaveLength(1);
    expect(after).toHaveLength(7);
    expect(after.slice(0, -1)).toEqual(before.slice(1));
  });

  it('asks anew when it is to look further or to read other languages', async () => {
    const { clock, platform, forecasts, find } = setUp();
    await find('1');
    await forecasts.find(['1'], new Date(clock.now().getTime() + 2 * WEEK), ENGLISH);
    await forecasts.find(['1'], new Date(clock.now().getTime() + WEEK), { languages: ['en', 'fr'] });
    expect(platform.asked).toHaveLength(3);
  });

  it('asks one question at a time and not again what was asked meanwhile', async () => {
    const { platform, find } = setUp();
    const found = await Promise.all([find('1'), find('1'), find('2', '1'), find('2')]);
    expect(found.map(({ releases }) => releases.length)).toEqual([7, 7, 14, 7]);
    expect(platform.mostRunning).toBe(1);
    expect(platform.asked).toEqual([['1'], ['2']]);
  });

  it('turns away whoever would wait too long, until the others have been answered', async () => {
    const { platform, find } = setUp();
    let open: (value?: unknown) => void = () => undefined;
    platform.gate = new Promise((resolve) => (open = resolve));
    const patient = Array.from({ length: 10 }, (_, index) => find(String(index)));
    await expect(find('late')).rejects.toThrow(PlatformUnavailableError);
    open();
    await Promise.all(patient);
    expect((await find('late')).releases).toHaveLength(7);
  });

  it('remembers no failure, and lets nobody wait for one who met it', async () => {
    const { platform, find } = setUp();
    platform.isDown = true;
    await expect(find('1')).rejects.toThrow(PlatformUnavailableError);
    platform.isDown = false;
    expect((await find('1')).releases).toHaveLength(7);
  });

  it('remembers that there may be more', async () => {
    const { platform, find } = setUp();
    platform.isComplete = false;
    await find('1');
    platform.isComplete = true;
    expect((await find('2')).isComplete).toBe(true);
    expect((await find('1', '2')).isComplete).toBe(false);
  });

  it('still answers wholly when it has had to forget', async () => {
    const { platform, find } = setUp();
    const many = Array.from({ length: 15_000 }, (_, index) => String(index));
    await find(...many.slice(0, 1_000));
    await find(...many.slice(1_000));
    // Too many with those of before, some of which are known.
    const wanted = [...many.slice(5_000), ...Array.from({ length: 5_000 }, (_, index) => `new ${index}`)];
    expect((await find(...wanted)).releases).toHaveLength(105_000);
    expect((await find('0')).releases).toHaveLength(7);
    expect(platform.asked.map(({ length }) => length)).toEqual([1_000, 14_000, 15_000, 1]);
  });
});
