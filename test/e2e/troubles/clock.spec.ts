import { Stage } from '../support/stage';
import { VoiceRoom } from '../voice/voice-room';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('A clock that jumps', () => {
  let stage: Stage;
  let room: VoiceRoom;

  beforeEach(async () => {
    stage = await Stage.open();
    await stage.loggedIn(stage.launch({}, 0));
    await stage.until(() => stage.discord.commands().length > 0);
    room = new VoiceRoom(stage.discord, stage.databasePath);
    room.go(0, room.lounge);
    await room.recorded(0, 1, 1);
  });
  afterEach(() => stage.close());

  const lengths = (): number[] =>
    room.sessions().map(({ joinTime, leaveTime }) => (leaveTime ?? NaN) - joinTime);
  /** By the bot's clock. */
  const publish = (byMs: number): (() => string[]) => {
    const { platforms } = stage;
    const harbour = stage.community();
    const manga = platforms.world.addManga({ title: 'Three Tides' });
    void harbour
      .follow(manga.url)
      .then(() => platforms.world.publishChapter(manga.id, { chapter: '7', at: Date.now() + byMs }));
    return () => harbour.told();
  };

  it.each<[string, number, RegExp]>([
    ['ahead by nine hours', 9 * HOUR_MS, /The clock jumped [89] h \d\d min ahead: the machine slept/],
    ['back by a day', -DAY_MS, /The clock was set back by 2[34] h \d\d min\. What was due by the old time/],
  ])('%s is told once, makes no voice time and keeps nobody waiting', async (_how, byMs, line) => {
    await stage.bot.setClock(byMs);
    await stage.until(() => line.test(stage.log));
    // By the time as it is now, somebody else comes; and whoever was there goes.
    room.go(1, room.lounge);
    await room.recorded(1, 1, 1);
    room.go(0, null);
    room.go(1, null);
    await room.recorded(1, 1, 0);
    await stage.until(() => room.sessions().every(({ leaveTime }) => leaveTime !== null));
    for (const length of lengths()) {
      expect(length).toBeGreaterThanOrEqual(0);
      expect(length).toBeLessThan(2 * 60_000);
    }
    const now = Date.now() + byMs;
    expect(Math.abs((room.sessions(1)[0]?.joinTime ?? 0) - now)).toBeLessThan(2 * 60_000);
    // What comes out in the future nobody shows.
    const told = byMs < 0 ? publish(byMs) : () => ['nothing to tell'];
    await stage.until(() => told().length > 0);
    expect(told()).toHaveLength(1);
    expect(stage.log.match(/The clock/g)).toHaveLength(1);
  });

  it('back while the bot is not running is told at the start, and keeps nobody waiting', async () => {
    await stage.stop();
    await stage.until(() => stage.discord.gateway.sessions === 0);
    await stage.loggedIn(stage.launch({}, -DAY_MS));
    await stage.until(() => /The clock is 2[34] h \d\d min behind where it was/.test(stage.log));
    await stage.until(() => room.sessions(0).length === 2);
    room.go(0, null);
    await stage.until(() => room.sessions().every(({ leaveTime }) => leaveTime !== null));
    for (const length of lengths()) {
      expect(length).toBeGreaterThanOrEqual(0);
      expect(length).toBeLessThan(2 * 60_000);
    }
    const told = publish(-DAY_MS);
    await stage.until(() => told().length > 0);
  });
});
