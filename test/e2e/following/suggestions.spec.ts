import { onStage } from '../support/on-stage';

describe('Suggestions while links are typed', () => {
  const it = onStage({ together: true });

  it('name title, year and platform, and what is chosen can be followed', async (stage) => {
    const { world } = stage.platforms;
    const anime = world.addAnime({ title: 'Lamplight Ledger', year: 2024 });
    const manga = world.addManga({ title: 'The Lamplight Ledger', year: 2019 });
    const { id: userId } = stage.discord.createUser();
    const member = stage.as({ userId });
    // A process that has just started may take longer than a person who types will wait; they type on.
    await stage.until(async () => (await member.suggest('subscribe', 'lamplight')).length > 0);
    const offered = await member.suggest('subscribe', 'lamplight');
    expect(offered).toEqual([
      { name: 'Lamplight Ledger (2024) · AniList', value: anime.url },
      { name: 'The Lamplight Ledger (2019) · MangaDex', value: manga.url },
    ]);
    const both = await member.suggest('subscribe', `${anime.url} the lamplight`);
    expect(both.map(({ value }) => value)).toContain(`${anime.url} ${manga.url}`);
    expect(await member.subscribe(String(both.at(-1)?.value), 'dm')).toContain('Lamplight Ledger');
    expect(await member.list('dm')).toContain('You follow 2 series');
  });

  it('are none for links, for nothing and for what no platform has', async (stage) => {
    const { id: userId } = stage.discord.createUser();
    const member = stage.as({ userId });
    const { url } = stage.platforms.world.addManga({ title: 'Quiet Quarter' });
    expect(await member.suggest('subscribe', url)).toEqual([]);
    expect(await member.suggest('subscribe', '')).toEqual([]);
    expect(await member.suggest('subscribe', 'no such title anywhere')).toEqual([]);
  });

  it('show age-restricted titles in direct messages and age-restricted channels only', async (stage) => {
    const { discord, platforms } = stage;
    platforms.world.addManga({ title: 'Velvet Vault', contentRating: 'erotica' });
    const harbour = stage.community();
    const { id: restricted } = discord.createChannel(harbour.guildId, { name: 'late', nsfw: true });
    const member = stage.as(harbour.member);
    expect(await member.suggest('subscribe', 'velvet vault', { channelId: harbour.channelId })).toEqual([]);
    expect(await member.suggest('subscribe', 'velvet vault', { channelId: restricted })).toHaveLength(1);
    const inPrivate = stage.as({ userId: harbour.member.userId });
    expect(await inPrivate.suggest('subscribe', 'velvet vault')).toHaveLength(1);
  });

  it('for unsubscribing are what the person or the server follows', async (stage) => {
    const { world } = stage.platforms;
    const [mine, ours, other] = ['Mine 100%', 'Ours', 'Other'].map((title) => world.addManga({ title }));
    const harbour = stage.community();
    await harbour.follow(ours?.url ?? '');
    const admin = stage.as(harbour.admin);
    await admin.subscribe(mine?.url ?? '', 'dm');
    const names = async (typed: string, into?: 'dm' | 'server'): Promise<string[]> =>
      (await admin.suggest('unsubscribe', typed, into && { into })).map(({ name }) => name);
    expect(await names('')).toEqual(['Mine 100% · MangaDex', 'Ours · MangaDex']);
    expect(await names('', 'server')).toEqual(['Ours · MangaDex']);
    expect(await names('', 'dm')).toEqual(['Mine 100% · MangaDex']);
    expect(await names('0%', 'dm')).toEqual(['Mine 100% · MangaDex']);
    expect(await names('%')).toEqual(['Mine 100% · MangaDex']);
    expect(await names(ours?.url ?? '')).toEqual(['Ours · MangaDex']);
    expect(await names(other?.url ?? '')).toEqual([]);
    const [first] = await admin.suggest('unsubscribe', '', { into: 'server' });
    expect(await admin.unsubscribe(String(first?.value), 'server')).toContain('I will not tell');
  });
});
