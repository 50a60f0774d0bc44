import { setTimeout as sleep } from 'node:timers/promises';

import { VoiceState } from '../../../src/voice/voice-state';
import { expectTidy } from '../../integration/voice/expect-tidy';
import { onStage } from '../support/on-stage';
import type { Stage } from '../support/stage';
import { VoiceRoom } from './voice-room';

const { alone, selfMute } = VoiceState;

/** The bot has seen, and stored, that what was going on still does. */
async function goOnForAWhile(stage: Stage): Promise<void> {
  const elsewhere = new VoiceRoom(stage.discord, stage.databasePath);
  await sleep(30);
  elsewhere.go(0, elsewhere.lounge);
  await elsewhere.recorded(0, 1, 1);
}

describe('Voice recording over a restart', () => {
  const it = onStage({ alone: true });

  it.each<[string]>([['SIGTERM'], ['SIGKILL']])(
    'after %s goes on with who stayed and ends what is over',
    async (stage, signal) => {
      const room = new VoiceRoom(stage.discord, stage.databasePath, 4);
      for (const index of [0, 1, 2]) room.go(index, room.lounge);
      await room.recorded(2, 1, 1);
      await goOnForAWhile(stage);
      if (signal === 'SIGTERM') await stage.stop();
      else await stage.bot.kill();
      const stoppedAt = Date.now();
      if (signal === 'SIGTERM')
        expect(room.sessions().every(({ leaveTime }) => leaveTime !== null)).toBe(true);
      await stage.until(() => stage.discord.gateway.sessions === 0);
      room.go(1, null);
      room.go(2, room.studio);
      room.go(3, room.studio);
      stage.discord.setVoiceState(room.guildId, room.person(0), { selfMute: true });
      await sleep(300);
      const startedAt = Date.now();
      await stage.start();
      await room.recorded(0, 1, 1);
      await room.recorded(1, 1, 0);
      await room.recorded(2, 2, 1);
      await room.recorded(3, 1, 1);
      // Alone from when the others were seen last, muted from when that was seen first.
      expect(room.states(0)[0]?.slice(-3)).toEqual([0, alone, alone | selfMute]);
      for (const index of [1, 2]) {
        expect(room.sessions(index)[0]?.leaveTime ?? Infinity).toBeLessThanOrEqual(stoppedAt);
      }
      for (const index of [2, 3]) {
        expect(room.sessions(index).at(-1)?.joinTime).toBeGreaterThanOrEqual(startedAt);
      }
      expect(room.sessions().map(({ suspendedAs }) => suspendedAs)).toEqual([null, null, null, null, null]);
      expectTidy(room.sessions());
    },
  );

  it('ends every session when tracking is switched off for all', async (stage) => {
    const room = new VoiceRoom(stage.discord, stage.databasePath);
    room.go(0, room.lounge);
    await room.recorded(0, 1, 1);
    await goOnForAWhile(stage);
    await stage.bot.kill();
    await stage.start({ ENABLE_VOICE_TRACKING: 'false' });
    await room.recorded(0, 1, 0);
    room.go(1, room.lounge);
    await stage.restart();
    await room.recorded(0, 2, 1);
    await room.recorded(1, 1, 1);
  });
});
