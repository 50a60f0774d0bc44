import { VoiceState } from '../../../src/voice/voice-state';
import { expectTidy } from '../../integration/voice/expect-tidy';
import { dispatch } from '../support/dispatch';
import { onStage } from '../support/on-stage';
import type { Stage } from '../support/stage';
import { VoiceRoom } from './voice-room';

const { alone, selfMute, serverDeaf, streaming, camera, afkChannel } = VoiceState;

const roomOf = (stage: Stage): VoiceRoom => new VoiceRoom(stage.discord, stage.databasePath);

describe('Voice recording', () => {
  const it = onStage();

  it('follows a member through channels and states, and who keeps them company', async (stage) => {
    const room = roomOf(stage);
    room.go(0, room.lounge);
    await room.went(0, [[alone]]);
    room.go(1, room.lounge);
    await room.went(0, [[alone, 0]]);
    const change = { selfMute: true, selfStream: true, selfVideo: true, deaf: true };
    stage.discord.setVoiceState(room.guildId, room.person(0), change);
    const own = selfMute | streaming | camera | serverDeaf;
    await room.went(0, [[alone, 0, own]]);
    room.go(1, room.studio);
    await room.went(0, [[alone, 0, own, own | alone]]);
    room.go(0, null);
    await room.recorded(0, 1, 0);
    await room.went(1, [[0], [alone]]);
    expectTidy(room.sessions());
  });

  it('records no bot and does not take one for company', async (stage) => {
    const room = roomOf(stage);
    const bot = stage.discord.createUser({ bot: true });
    stage.discord.addMember(room.guildId, bot.id);
    stage.discord.setVoiceState(room.guildId, bot.id, { channelId: room.lounge });
    room.go(0, room.lounge);
    await room.recorded(0, 1, 1);
    expect(room.states(0)).toEqual([[alone]]);
    expect(room.sessions()).toHaveLength(1);
  });

  it('knows the AFK channel, also one that is chosen later', async (stage) => {
    const room = roomOf(stage);
    room.go(0, room.lounge);
    await room.went(0, [[alone]]);
    stage.discord.setAfkChannel(room.guildId, room.studio);
    stage.discord.moveToAfk(room.guildId, room.person(0));
    await room.went(0, [[alone], [alone | afkChannel]]);
    stage.discord.setAfkChannel(room.guildId, null);
    await room.went(0, [[alone], [alone | afkChannel, alone]]);
  });

  it('ends the stays in a channel that is deleted, and those of a guild that the bot has to leave', async (stage) => {
    const room = roomOf(stage);
    room.go(0, room.lounge);
    room.go(1, room.studio);
    await room.recorded(1, 1, 1);
    stage.discord.deleteChannel(room.lounge);
    await room.recorded(0, 1, 0);
    stage.discord.removeBot(room.guildId);
    await room.recorded(1, 1, 0);
    expect(room.sessions().map(({ suspendedAs }) => suspendedAs)).toEqual([null, null]);
  });

  it('takes a snapshot of a guild that it joins', async (stage) => {
    const room = roomOf(stage);
    stage.discord.removeBot(room.guildId);
    room.go(0, room.lounge);
    room.go(1, room.lounge);
    stage.discord.addBot(room.guildId);
    await room.recorded(1, 1, 1);
    expect(room.states(0)).toEqual([[0]]);
  });

  it('lets a session go on over a RESUME, a new IDENTIFY and an outage of the guild', async (stage) => {
    const room = roomOf(stage);
    room.go(0, room.lounge);
    await room.recorded(0, 1, 1);
    for (const lose of ['cut', 'invalid'] as const) {
      const logged = stage.log.length;
      if (lose === 'cut') stage.discord.gateway.cut();
      else stage.discord.gateway.invalidSession(false);
      const isBack = lose === 'cut' ? /resumed/ : /lost its connection/;
      await stage.until(() => isBack.test(stage.log.slice(logged)) && stage.discord.gateway.sessions === 1);
    }
    stage.discord.setUnavailable(room.guildId, true);
    await room.recorded(0, 1, 0);
    stage.discord.setUnavailable(room.guildId, false);
    await room.recorded(0, 1, 1);
    room.go(0, null);
    await room.recorded(0, 1, 0);
    expect(room.states(0)).toEqual([[alone]]);
  });

  it('is not moved by payloads that make no sense', async (stage) => {
    const room = roomOf(stage);
    const elsewhere = roomOf(stage);
    room.go(0, room.lounge);
    await room.recorded(0, 1, 1);
    const { guildId, lounge } = room;
    const user_id = room.person(0);
    const member = { user: { id: user_id }, roles: [] };
    const state = {
      guild_id: guildId,
      channel_id: lounge,
      user_id,
      member,
      session_id: 's',
      self_mute: 'yes',
    };
    const stranger = '1180000000000000777';
    for (const nonsense of [
      state,
      { ...state, channel_id: 'the lounge' },
      { ...state, channel_id: undefined },
      { ...state, channel_id: elsewhere.lounge },
      { ...state, guild_id: stranger },
      { ...state, guild_id: null, channel_id: null },
      { ...state, user_id: stranger, member: undefined },
      { ...state, user_id: stranger },
      { ...state, user_id: 7, channel_id: null },
      {},
    ]) {
      dispatch(stage.discord, 'VOICE_STATE_UPDATE', nonsense);
    }
    dispatch(stage.discord, 'GUILD_DELETE', { id: 'none' });
    room.go(1, room.studio);
    await room.recorded(1, 1, 1);
    expect(room.states(0)).toEqual([[alone]]);
    expect(room.sessions()).toHaveLength(2);
  });

  it('stores ten thousand voice states that come at once', async (stage) => {
    const room = new VoiceRoom(stage.discord, stage.databasePath, 10_000);
    stage.discord.removeBot(room.guildId);
    for (let index = 0; index < 10_000; index++) room.go(index, index % 2 ? room.lounge : room.studio);
    stage.discord.addBot(room.guildId);
    await stage.until(() => room.sessions().length === 10_000);
    for (let index = 0; index < 10_000; index++) room.go(index, null);
    await stage.until(() => room.sessions().every(({ leaveTime }) => leaveTime !== null));
    expectTidy(room.sessions());
  });
});
