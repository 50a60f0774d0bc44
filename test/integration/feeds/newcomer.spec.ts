import { toSnowflake } from '../../../src/common';
import { SubscriptionService } from '../../../src/feeds/subscriptions/subscription.service';
import { HOUR, MINUTE, ReadingBench } from './reading-bench';

describe('somebody who wants a language that nobody has wanted so far', () => {
  let bench: ReadingBench;
  beforeAll(async () => {
    bench = await ReadingBench.start();
  });
  afterAll(() => bench.close());

  it('is told what comes out from then on, and nothing from before', async () => {
    const manga = bench.world.addManga({});
    await bench.follow(manga.url);
    await bench.minutes(2);
    bench.world.publishChapter(manga.id, { chapter: '1', language: 'es', at: bench.at(MINUTE) });
    await bench.minutes(4 * 60, 60);
    bench.world.publishChapter(manga.id, { chapter: '2', language: 'es', at: bench.at() });
    const newcomer = { type: 'dm' as const, targetId: toSnowflake('200000000000000002') };
    bench.clock.pass(10 * MINUTE);
    await bench.get(SubscriptionService).subscribe(newcomer, [manga.url], { languages: ['es'] });
    expect(await bench.minutes(3 * 60, 30)).toEqual([]);
    bench.world.publishChapter(manga.id, { chapter: '3', language: 'es', at: bench.at(HOUR) });
    expect(await bench.minutes(90, 30)).toEqual(['Chapter 3']);
  });
});
