import { itWithSmallDisk } from '../../support/small-disk';
import { Stage } from '../support/stage';
import { VoiceRoom } from '../voice/voice-room';

const DAY_MS = 86_400_000;

describe('A disk that is full while the bot runs', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await Stage.open();
  });
  afterEach(() => stage.close());

  const times = (text: string): number => stage.log.split(text).length - 1;

  itWithSmallDisk(
    'is told once, answered to members, and forgets neither a release nor voice time',
    async (disk) => {
      const { discord, platforms } = stage;
      await stage.start({ DATABASE_PATH: disk.databasePath });
      const harbour = stage.community();
      const manga = platforms.world.addManga({ title: 'Salt and Starlight' });
      platforms.world.publishChapter(manga.id, { chapter: '104', at: Date.now() - DAY_MS });
      await harbour.follow(manga.url);
      const room = new VoiceRoom(discord, disk.databasePath);
      room.go(0, room.lounge);
      await room.recorded(0, 1, 1);

      disk.fill();
      const from = Date.now();
      room.go(1, room.lounge);
      platforms.world.publishChapter(manga.id, { chapter: '105' });
      await stage.until(() => stage.log.includes('is full (SQLITE_FULL). Free some space there'));
      room.go(0, null);
      const refused = await stage.as(harbour.member).subscribe(manga.url, 'dm');
      expect(refused).toContain('I cannot save anything right now');
      // Nothing is owed to anybody yet, so nothing is told.
      expect(harbour.told()).toEqual([]);
      expect(times('is full (SQLITE_FULL)')).toBe(1);
      const to = Date.now();

      disk.free();
      await stage.until(() => harbour.told().length > 0);
      await room.recorded(0, 1, 0);
      await room.recorded(1, 1, 1);
      expect(times('The database can be written again')).toBe(1);
      expect(room.sessions(1)[0]?.joinTime).toBeGreaterThanOrEqual(from);
      expect(room.sessions(0)[0]?.leaveTime).toBeLessThanOrEqual(to);
      const reads = () => platforms.mangadex.requests.filter(({ path }) => path === '/chapter').length;
      const read = reads();
      await stage.until(() => reads() >= read + 3);
      expect(harbour.told()).toEqual([expect.stringContaining('Chapter 105')]);
      expect(stage.log).not.toMatch(/^\s+at /m);
      await stage.stop();
    },
  );
});
