import { buttonsOf, type StoredMessage, textOf } from '../../../sandbox/discord';
import { textIn } from '../support/feed-commands';
import { onStage } from '../support/on-stage';
import type { Stage } from '../support/stage';

describe('/feed list', () => {
  // Polling would share MangaDex's pace with the subscriptions.
  const variables = { ENABLE_FEED_PUBLISHER: 'false' };
  const it = onStage({ variables });

  async function press(
    { discord }: Stage,
    userId: string,
    message: StoredMessage,
    label: string,
  ): Promise<StoredMessage> {
    const shown = discord.message(message.id) ?? message;
    const customId = buttonsOf(shown).find((button) => button.label === label)?.customId;
    if (!customId) throw new Error(`There is no button "${label}"`);
    const reply = await discord.press({ userId, message, customId });
    expect(reply.kind).toBe('update');
    if (!reply.message) throw new Error('The list is gone');
    return reply.message;
  }

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
    expect(buttonsOf(message)).toMatchObject([
      { label: 'Previous', disabled: true },
      { label: 'Page 1 of 2', disabled: true },
      { label: 'Next', disabled: false },
    ]);
    const second = await press(stage, member.userId, message, 'Next');
    expect(titles.filter((title) => textOf(second).includes(title))).toEqual(titles.slice(10));
    expect(buttonsOf(second)).toMatchObject([
      { disabled: false },
      { label: 'Page 2 of 2' },
      { disabled: true },
    ]);

    await stage.restart(variables);
    const back = await press(stage, member.userId, second, 'Previous');
    expect(textOf(back)).toContain('Series A');
    const again = await press(stage, member.userId, back, 'Next');
    expect(textOf(again)).toContain('Series K');

    await stage.as(member).unsubscribe(links[10] ?? '', 'dm');
    const shrunk = await press(stage, member.userId, again, 'Previous');
    expect(textOf(shrunk)).toContain('You follow 10 series');
    expect(buttonsOf(shrunk)).toEqual([]);
  });
});
