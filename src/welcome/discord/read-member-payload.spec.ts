import { readMember } from './read-member-payload';

const IDS = { guild_id: '1180000000000000001', user: { id: '1180000000000000002', username: 'ann' } };

describe('readMember', () => {
  it('prefers the name and the picture that the guild shows', () => {
    const data = {
      ...IDS,
      nick: 'Annie',
      avatar: 'guildhash',
      joined_at: '2026-11-22T12:00:00.123000+00:00',
      pending: true,
      user: { ...IDS.user, global_name: 'Ann', avatar: 'hash', bot: true },
    };
    expect(readMember(data)).toEqual({
      guildId: IDS.guild_id,
      userId: IDS.user.id,
      name: 'Annie',
      handle: 'ann',
      guildAvatar: 'guildhash',
      avatar: 'hash',
      isBot: true,
      isPending: true,
      joinedAt: new Date('2026-11-22T12:00:00.123Z'),
    });
  });

  it('goes on with what there is, as when somebody leaves', () => {
    const facts = {
      name: 'ann',
      handle: 'ann',
      avatar: null,
      isBot: false,
      isPending: false,
      joinedAt: null,
    };
    expect(readMember(IDS)).toMatchObject(facts);
    const named = { ...IDS, user: { ...IDS.user, global_name: 'Ann' } };
    expect(readMember(named)).toMatchObject({ name: 'Ann' });
  });

  it.each([
    null,
    'x',
    {},
    { ...IDS, user: null },
    { ...IDS, guild_id: 7 },
    { ...IDS, user: { id: 'everyone' } },
  ])('takes nothing from %j', (data) => {
    expect(readMember(data)).toBeNull();
  });
});
