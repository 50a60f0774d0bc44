import type { FaultOptions } from '../../../sandbox/discord';
import { dispatch } from '../support/dispatch';
import { onStage } from '../support/on-stage';

const CALLBACK = '/interactions/{interaction_id}/{interaction_token}/callback';
const UNKNOWN_INTERACTION = { message: 'Unknown interaction', code: 10062 };

const ID = '1574184211085000001';
const FRAME = { id: ID, token: 'not-a-token', version: 1 };
const USER = { id: ID, username: 'somebody', discriminator: '0' };

describe('An interaction that cannot be answered', () => {
  const it = onStage({ strayErrors: true });

  it.each<[string, FaultOptions]>([
    ['Discord does not know it any more', { status: 404, body: UNKNOWN_INTERACTION }],
    ['the answer comes after three seconds', { delayMs: 3_050 }],
    ['the answer is lost on its way', { drop: true }],
    ['the answer to the answer is lost', { drop: true, when: 'after' }],
    ['Discord is broken', { status: 500, times: 8 }],
  ])('because %s does not end the bot', async (stage, _why, fault) => {
    const { bot, discord } = stage;
    const { member } = stage.community();
    discord.faults.next({ route: CALLBACK, ...fault });
    const used = { ...member, name: 'feed', path: ['list'], options: { sent_into: 'dm' } };
    await discord.command({ ...used, timeoutMs: (fault.delayMs ?? 0) + 500 }).catch(() => null);
    discord.faults.clear();
    expect(await stage.as(member).list('dm')).toContain('You follow nothing yet');
    expect(bot.running).toBe(true);
  });

  it('because the connection broke does not claim that nothing was changed', async (stage) => {
    const { discord } = stage;
    const { admin, channelId } = stage.community();
    discord.faults.next({ route: CALLBACK, drop: true });
    const answer = await stage.as(admin).settings({ channel: channelId });
    expect(await stage.as(admin).settings({})).toContain(`<#${channelId}>`);
    expect(answer).not.toContain('nothing was changed');
  });

  it.each<[string, Record<string, unknown>]>([
    [
      'entitlements and owners',
      { type: 2, version: 1, channel_id: ID, user: USER, data: { id: ID, name: 'feed', type: 1 } },
    ],
    [
      'a user',
      {
        type: 2,
        entitlements: [],
        authorizing_integration_owners: {},
        data: { id: ID, name: 'feed', type: 1 },
      },
    ],
    ['its data', { type: 2, entitlements: [], authorizing_integration_owners: {}, user: USER }],
    ['a sensible type', { type: 99 }],
    ['anything at all', {}],
  ])('because it lacks %s does not end the bot', async (stage, _what, fields) => {
    const { bot, discord } = stage;
    const { member } = stage.community();
    dispatch(discord, 'INTERACTION_CREATE', { ...FRAME, application_id: discord.applicationId, ...fields });
    expect(await stage.as(member).list('dm')).toContain('You follow nothing yet');
    expect(bot.running).toBe(true);
  });

  it('because nobody handles it any more is told to be out of date', async (stage) => {
    const { bot, discord } = stage;
    const harbour = stage.community();
    const list = await stage.as(harbour.member).use('list', { sent_into: 'dm' });
    const envelope = {
      ...{
        ...FRAME,
        type: 3,
        application_id: discord.applicationId,
        user: USER,
        channel_id: harbour.channelId,
      },
      ...{ entitlements: [], authorizing_integration_owners: {} },
      message: { id: list.message?.id, channel_id: harbour.channelId, components: [], attachments: [] },
      data: { component_type: 2, custom_id: 'somebody/elses/button' },
    };
    dispatch(discord, 'INTERACTION_CREATE', envelope);
    expect(await stage.as(harbour.member).list('dm')).toContain('You follow nothing yet');
    expect(bot.running).toBe(true);
  });
});
