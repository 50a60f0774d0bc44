import Database from 'better-sqlite3';

import { AppConfig } from '../../../src/config';
import { UnitOfWork } from '../../../src/database';
import { PersonalDataHolders } from '../../../src/privacy';
import { Deletions } from '../../../src/privacy/deletions.service';
import { LeftGuilds } from '../../../src/privacy/left-guilds.service';
import { voiceDriftCheck } from '../../../src/voice';
import { RecountService } from '../../../src/voice/statistics/recount.service';
import { startApplication, type TestApplication } from '../../support/application';
import { SettableClock } from '../../support/settable-clock';
import { ABOUT_NOBODY, ANN, BOB, dumpOf, HARBOUR, ISLAND, rowsWith, writeLives } from './stored-lives';

const DAY = 86_400_000;

/** What is answered of voice is right when nothing differs from another count of what is recorded. */
async function driftIn(databasePath: string, unitOfWork: UnitOfWork): Promise<string[]> {
  const wrong: string[] = [];
  for await (const { guildId, isRight } of voiceDriftCheck({ databasePath, repair: false, unitOfWork })) {
    if (!isRight) wrong.push(guildId);
  }
  return wrong;
}

describe('what is stored about people and guilds', () => {
  let application: TestApplication;
  let file: Database.Database;
  let path: string;
  let unitOfWork: UnitOfWork;
  let deletions: Deletions;
  const clock = new SettableClock();

  beforeAll(async () => {
    application = await startApplication({ ENABLE_FEED_PUBLISHER: 'false' }, clock);
    const { app } = application;
    path = app.get(AppConfig, { strict: false }).databasePath;
    unitOfWork = app.get(UnitOfWork, { strict: false });
    deletions = app.get(Deletions, { strict: false });
    file = new Database(path);
    writeLives(file);
    const recount = app.get(RecountService, { strict: false });
    await recount.checkAll();
    await recount.settle();
  });
  afterAll(async () => {
    file.close();
    await application.close();
  });

  it('is in tables for each of which exactly one part answers', () => {
    const holders = application.app.get(PersonalDataHolders, { strict: false });
    const held = holders.all.flatMap(({ tables }) => tables);
    expect([...held, ...ABOUT_NOBODY].sort()).toEqual(Object.keys(dumpOf(file)));
  });

  it('is in every one of them here, or these tests would show nothing', () => {
    const empty = Object.entries(dumpOf(file)).filter(([, rows]) => rows.length === 0);
    const withoutRows = ['feed_items', 'forgotten_items', 'privacy_deletions', 'stream_cursors', 'web_feeds'];
    expect(empty.map(([table]) => table).filter((table) => table !== 'bot_meta')).toEqual(withoutRows);
    expect(rowsWith(file, ANN).length).toBeGreaterThan(100);
  });

  it('is deleted of a member in one guild, and of nobody and nowhere else', async () => {
    const others = rowsWith(file, ISLAND);
    const ofBob = rowsWith(file, BOB).filter((row) => row.startsWith('voice_sessions'));
    await (
      await deletions.request({ userId: BOB, guildId: ISLAND })
    ).finished;
    expect(rowsWith(file, BOB).filter((row) => row.includes(ISLAND))).toEqual(
      // What was chosen stays.
      others.filter((row) => row.startsWith('privacy_choices') && row.includes(BOB)),
    );
    expect(rowsWith(file, BOB).filter((row) => row.startsWith('voice_sessions'))).toEqual(
      ofBob.filter((row) => row.includes(HARBOUR)),
    );
    expect(await driftIn(path, unitOfWork)).toEqual([]);
  });

  it('is deleted of a member everywhere: their id is in no row of any table, and the sums agree', async () => {
    const ofBob = rowsWith(file, BOB).filter((row) => !/updated_by/.test(row));
    await (
      await deletions.request({ userId: ANN, guildId: null })
    ).finished;
    expect(rowsWith(file, ANN)).toEqual([]);
    expect(rowsWith(file, BOB).filter((row) => !/updated_by/.test(row))).toEqual(ofBob);
    expect(await driftIn(path, unitOfWork)).toEqual([]);
  });

  it('is nothing the second time, and that is no error', async () => {
    const before = dumpOf(file);
    await (
      await deletions.request({ userId: ANN, guildId: null })
    ).finished;
    expect(dumpOf(file)).toEqual(before);
  });

  it('is kept of a guild that the bot came back to, and deleted of one that it left for long', async () => {
    const left = application.app.get(LeftGuilds, { strict: false });
    file.prepare('DELETE FROM left_guilds').run();
    await left.reconcile(new Set([ISLAND]));
    clock.pass(29 * DAY);
    await left.reconcile(new Set([ISLAND, HARBOUR]));
    clock.pass(2 * DAY);
    await left.purgeDue(new Set([ISLAND, HARBOUR]));
    expect(rowsWith(file, HARBOUR).filter((row) => !row.startsWith('voice_sessions'))).not.toEqual([]);
    expect(file.prepare('SELECT * FROM left_guilds').all()).toEqual([]);

    await left.reconcile(new Set([ISLAND]));
    clock.pass(29 * DAY);
    await left.purgeDue(new Set([ISLAND]));
    expect(file.prepare('SELECT * FROM privacy_deletions').all()).toEqual([]);
    clock.pass(2 * DAY);
    await left.purgeDue(new Set([ISLAND]));
    await (
      await deletions.requestGuild(HARBOUR)
    ).finished;
    expect(rowsWith(file, HARBOUR)).toEqual([]);
    expect(rowsWith(file, ISLAND)).not.toEqual([]);
    expect(await driftIn(path, unitOfWork)).toEqual([]);
  });

  it('is not deleted of a guild that the bot is in, whatever is stored about its leaving', async () => {
    const left = application.app.get(LeftGuilds, { strict: false });
    await left.left(ISLAND);
    clock.pass(100 * DAY);
    await left.purgeDue(new Set([ISLAND]));
    expect(file.prepare('SELECT * FROM privacy_deletions').all()).toEqual([]);
    expect(file.prepare('SELECT * FROM left_guilds').all()).toEqual([]);
    expect(rowsWith(file, ISLAND)).not.toEqual([]);
  });
});
