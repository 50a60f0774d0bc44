import { buttonsOf } from '../../../sandbox/discord';
import { textIn } from '../support/feed-commands';
import { onStage } from '../support/on-stage';
import { Pager } from '../support/pager';

describe('/feed list', () => {
  // Polling would share MangaDex's pace with the subscriptions.
  const variables = { ENABLE_FEED_PUBLISHER: 'false' };
  const it = onStage({ variables });

  it('says how to begin when nothing is followed', async (stage) => {
    const { member } = stage.community();
    expect(await stage.as(member).list('dm')).toContain('/feed subscribe');
    expect(await stage.as(member).list('server')).toContain('This server follows nothing yet');
  });

  it('turns its pages at the press of a button, also after the bot was restarted', async (stage) => {
    const { member } = stage.community();
    const titles = Array.from({ length: 11 }, (_, index) => `Series ${String.fromCharCode(65 + index)}`);
    const links = titles.map((title) => stage.platforms.world.addManga({ title }).url);
    const answer = await stage.as(member).subscribe(links.slice(0, 10).join(', '), 'dm');
    expect(answer.match(/✅/g)).toHaveLength(10);
    const first = await stage.as(member).use('list', { sent_into: 'dm' });
    expect(first.message && buttonsOf(first.message)).toEqual([]);

    await stage.as(member).subscribe(links[10] ?? '', 'dm');
    const list = await stage.as(member).use('list', { sent_into: 'dm' });
    const { message } = list;
    if (!message) throw new Error('There is no list');
    expect(textIn(list)).toContain('You follow 11 series');
    expect(titles.filter((title) => textIn(list).includes(title))).toEqual(titles.slice(0, 10));
    const pager = new Pager(stage, member.userId, message);
    expect(pager.position).toBe('Page 1 of 2');
    expect(pager.pages).toEqual(['Page 1', 'Page 2']);
    expect(pager.open).toEqual(['Next ›', 'Last »']);
    const second = await pager.press('Next ›');
    expect(titles.filter((title) => second.includes(title))).toEqual(titles.slice(10));
    expect(pager.position).toBe('Page 2 of 2');
    expect(pager.open).toEqual(['« First', '‹ Previous']);

    await stage.restart(variables);
    expect(await pager.press('‹ Previous')).toContain('Series A');
    expect(await pager.choose(2)).toContain('Series K');
    expect(await pager.press('« First')).toContain('Series A');

    await stage.as(member).unsubscribe(links[10] ?? '', 'dm');
    // The page it leads to is no more.
    expect(await pager.press('Last »')).toContain('You follow 10 series');
    expect(pager.position).toBeNull();
    expect(pager.open).toEqual([]);
  });
});
