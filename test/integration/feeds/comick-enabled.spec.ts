import fc from 'fast-check';

import { SandboxComick } from '../../../sandbox/platforms';
import { UnitOfWork } from '../../../src/database';
import { FeedRepository, FeedSubscriptionRepository } from '../../../src/feeds';
import { SubscriberService } from '../../../src/subscribers';
import { FUZZ_SEED, fuzzed } from '../../support/fuzz';
import { badRows, nonsense } from './nonsense';
import { DAY, HOUR, member, ReadingBench } from './reading-bench';

const slug = '02-salt-and-starlight';
const link = `https://comick.dev/comic/${slug}`;

describe('Comick, where it is switched on', () => {
  let comick: SandboxComick;
  let bench: ReadingBench;
  beforeEach(async () => {
    const started = await SandboxComick.start();
    comick = started.comick;
    bench = await ReadingBench.start({ COMICK_ENABLED: 'true', COMICK_API_URL: started.url });
  });
  afterEach(async () => {
    await bench.close();
    await comick.close();
  });

  const publish = (chap: string | null, hid: string, at = bench.at(), lang = 'en'): void => {
    comick.comics.get(slug)?.chapters.push({ hid, chap, lang, at });
  };

  it('reads each comic hourly at most, says who asks, and tells each chapter once', async () => {
    comick.add(slug, 'Salt and Starlight');
    publish('1', 'a', bench.at(-DAY));
    await bench.follow(`${link}/abc-chapter-1-en`);
    expect(await bench.minutes(90, 5)).toEqual([]);
    publish('2', 'b');
    publish('2', 'c', bench.at(), 'fr');
    publish('3', 'd', bench.at(HOUR)); // dated later than now: not readable yet
    const before = comick.requests.length;
    expect(await bench.minutes(70, 5)).toEqual(['Chapter 2']);
    expect(comick.requests.length - before).toBeLessThanOrEqual(4);
    expect(await bench.minutes(140, 5)).toEqual(['Chapter 3']);
    const agents = new Set(comick.requests.map(({ headers }) => headers['user-agent']));
    expect([...agents]).toEqual([expect.stringMatching(/^pwr-bot\//)]);
  });

  it('goes on with what an older version followed, and tells nothing from before', async () => {
    comick.add(slug, 'Salt and Starlight');
    publish('1', 'a', bench.at(-DAY));
    await bench.get(UnitOfWork).run(async () => {
      const { id } = await bench.get(FeedRepository).upsertBySource({
        platformId: 'Comick',
        sourceId: slug,
        itemsId: 'hid',
        name: 'As it was called',
        description: '',
        sourceUrl: link,
        coverUrl: null,
        tags: [],
        isAdult: false,
      });
      const subscriber = await bench.get(SubscriberService).ensure(member);
      await bench.get(FeedSubscriptionRepository).insertIfAbsent(id, subscriber.id, bench.clock.now());
    });
    expect(await bench.minutes(75, 5)).toEqual([]);
    expect((await bench.feed('Comick', slug)).name).toBe('Salt and Starlight');
    publish('2', 'b');
    expect(await bench.minutes(75, 5)).toEqual(['Chapter 2']);
  });

  it('is left alone for a day by one refusal, whoever asks', async () => {
    comick.add(slug, 'Salt and Starlight');
    await bench.follow(link);
    comick.faults.next({ status: 403, body: '<html>Just a moment...</html>' });
    await bench.minutes(75, 5);
    const asked = comick.requests.length;
    await bench.minutes(23 * 60, 60);
    expect(comick.requests).toHaveLength(asked);
    await bench.minutes(120, 5);
    expect(comick.requests.length).toBeGreaterThan(asked);
  });

  it(`tells what is good beside any bad row (FUZZ_SEED=${FUZZ_SEED})`, async () => {
    comick.add(slug, 'Salt and Starlight');
    await bench.follow(link);
    let number = 0;
    await fc.assert(
      fc.asyncProperty(badRows, async (change) => {
        number += 1;
        publish(`${number}`, `hid-${number}`);
        comick.faults.next({ rewrite: change, times: 9 });
        expect(await bench.minutes(75, 5)).toEqual([`Chapter ${number}`]);
        comick.faults.clear();
      }),
      fuzzed(15),
    );
  });

  it('loses nothing while it answers nonsense', async () => {
    comick.add(slug, 'Salt and Starlight');
    await bench.follow(link);
    publish('1', 'a');
    for (const [, fault] of nonsense) {
      comick.faults.next(fault);
      expect(await bench.minutes(75, 75)).toEqual([]);
    }
    expect(await bench.minutes(200, 5)).toEqual(['Chapter 1']);
  });
});
