import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { SandboxClock } from '../../sandbox/page/sandbox-clock';
import { Backups } from '../../src/database/maintenance/backups';
import { readingFile } from '../../src/database/sqlite-file';
import { BuiltBot } from './built-bot';
import type { Day } from './day';
import { MOMENTS } from './killer';
import type { LivingBot, Manner } from './manner';
import type { Sample } from './soak-samples';
import { VoiceLife } from './voice-life';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** As long as the bot's clock is moved at once: in a longer one a request that began in it could be overtaken. */
const STEP_MS = 4 * MINUTE;
/** While Discord may be asked again for what it has, which it recognises for five minutes. */
const STEP_WITH_CARE_MS = 25_000;
const CARE_MS = 5 * MINUTE;
const SHORTEST_STEP_MS = 1_000;
const SAMPLE_EVERY_MS = 2 * HOUR;
/** A heartbeat, and how long an event is on its way. */
const LOST_AT_A_KILL_MS = 15_000;
/** Some days of trouble and then ten in peace, in which a process is old enough for what it holds to be judged. */
const CYCLE_DAYS = 15;
const PICTURES_WITHIN_MS = 60_000;
const run = promisify(execFile);
const ROOT = join(__dirname, '../..');

/** One day in the summary. */
export interface DayRow {
  readonly day: number;
  readonly rssMb: number;
  readonly heapMb: number;
  readonly fileBytes: number;
  readonly walBytes: number;
  readonly rows: number;
  readonly freePages: number;
  readonly pages: number;
  readonly backups: number;
  readonly sent: number;
  readonly owed: number;
  readonly voiceHours: number;
}

/** Weeks of the built bot: steps as long as they can be without the time itself doing harm. */
export class Soak implements Manner {
  readonly hours = 24;
  readonly share = 0.4;
  readonly clock = new SandboxClock();
  readonly samples: Sample[] = [];
  readonly rows: DayRow[] = [];
  /** Of each restored copy what the database's and the voice's checks say. */
  readonly drills: string[] = [];
  voice: VoiceLife | null = null;
  pictures = 0;
  private bot: BuiltBot | null = null;
  private nextSampleAt = 0;
  private nextRowAt = 0;
  private stepBegan = 0;
  private awayFrom: number | null = null;
  private careUntil = 0;

  constructor(
    readonly seed: number,
    readonly days: number,
    private readonly print: (line: string) => void,
  ) {}

  async startBot(day: Day): Promise<LivingBot> {
    this.voice ??= new VoiceLife(day, day.community);
    const { surroundings, log } = day;
    this.bot = await BuiltBot.start(surroundings, this.clock, log, { LOG_LEVEL: 'debug' });
    return this.bot;
  }

  stepMs({ surroundings, outages, awayUntil }: Day): number {
    const now = (this.stepBegan = surroundings.now());
    const loss = outages.nextLoss(CARE_MS);
    if (awayUntil !== null) this.careUntil = Math.max(awayUntil, now) + CARE_MS;
    else if (now < this.careUntil || (loss && loss.from <= now)) return STEP_WITH_CARE_MS;
    const next = Math.min(
      now + STEP_MS,
      awayUntil ?? Infinity,
      loss && loss.from > now ? loss.from : Infinity,
    );
    return Math.max(SHORTEST_STEP_MS, next - now);
  }

  planDay(day: Day, n: number): void {
    const { random, timetable } = day;
    this.voice?.planDay();
    const path = random.pick(['leaderboard', 'stats']);
    const show = (): Promise<boolean> => this.showPicture(day, path);
    timetable.sprinkle(1, { kind: 'people', what: `/vc ${path}`, act: show });
    if (n === Math.floor(this.days / 2))
      timetable.add(timetable.share(0.6, 0.7), {
        kind: 'world',
        what: 'restore drill',
        act: () => this.drill(day),
      });
    switch (n % CYCLE_DAYS) {
      case 1:
      case 5:
        day.planRestart();
        break;
      case 2:
      case 4:
        day.planKill(MOMENTS[(n + this.seed) % MOMENTS.length] ?? MOMENTS[0]);
        break;
      case 3:
        day.planLongKill();
    }
  }

  async afterStep(day: Day): Promise<void> {
    const { surroundings, awayUntil } = day;
    const now = surroundings.now();
    this.noteAbsence(now, awayUntil === null && surroundings.discord.gateway.sessions > 0);
    if (awayUntil === null && this.bot && now >= this.nextSampleAt) {
      this.nextSampleAt = now + SAMPLE_EVERY_MS;
      this.samples.push({ at: now, pid: this.bot.pid, ...(await this.bot.held()) });
    }
    this.nextRowAt ||= now + 24 * HOUR;
    if (now < this.nextRowAt || !this.samples.length) return;
    this.nextRowAt += 24 * HOUR;
    const row = await this.readRow(surroundings.databasePath, surroundings.folder);
    this.rows.push(row);
    this.print(inLine(row));
  }

  /** From when the bot saw nobody until it is there again. */
  private noteAbsence(now: number, isThere: boolean): void {
    if (!isThere) this.awayFrom ??= this.stepBegan - LOST_AT_A_KILL_MS;
    else if (this.awayFrom !== null) {
      this.voice?.absent({ from: this.awayFrom, to: now });
      this.awayFrom = null;
    }
    this.stepBegan = now;
  }

  /** @returns false when there was no picture in time, as on a busy machine. */
  private async showPicture({ surroundings, community, random }: Day, path: string): Promise<boolean> {
    const { userId } = random.pick(community.members as [(typeof community.members)[number]]);
    const guildId = community.guilds[0]?.subscriber.guildId ?? '';
    const reply = await surroundings.discord.command({
      ...{ userId, guildId, name: 'vc', path: [path], timeoutMs: PICTURES_WITHIN_MS },
    });
    const isDrawn = (reply.message?.attachments.length ?? 0) > 0;
    if (isDrawn) this.pictures += 1;
    return isDrawn;
  }

  /** Puts the newest backup in the place of a database of its own, while the bot goes on. @returns false without one. */
  private async drill({ surroundings, note }: Day): Promise<boolean> {
    const [newest] = await new Backups(join(surroundings.folder, 'backups')).list(new Date(this.clock.now()));
    if (!newest) return false;
    const copy = join(surroundings.folder, 'drill', 'data.db');
    const said = [
      await command('dist/src/db.js', ['restore', newest.path], copy),
      await command('dist/src/db.js', ['check'], copy),
    ];
    this.drills.push(...said);
    note(`restore drill: ${said.join('; ')}`);
    return true;
  }

  private async readRow(databasePath: string, folder: string): Promise<DayRow> {
    const last = this.samples.at(-1);
    const backups = await new Backups(join(folder, 'backups')).list(new Date(this.clock.now()));
    const wal = `${databasePath}-wal`;
    const counts = readingFile(databasePath, (file) => {
      const one = (sql: string): number => Number(file.prepare(sql).pluck().get());
      return {
        rows: one('SELECT (SELECT count(*) FROM feed_items) + (SELECT count(*) FROM outbox_messages)'),
        freePages: one('PRAGMA freelist_count'),
        pages: one('PRAGMA page_count'),
        sent: one(`SELECT count(*) FROM outbox_messages WHERE state = 'sent'`),
        owed: one(`SELECT count(*) FROM outbox_messages WHERE state = 'pending'`),
        voiceHours: one(
          'SELECT sum(leave_time - join_time) / 3600000.0 FROM voice_sessions WHERE is_active = 0',
        ),
      };
    });
    return {
      ...counts,
      day: this.rows.length + 1,
      rssMb: (last?.rss ?? 0) / 1e6,
      heapMb: (last?.heapUsed ?? 0) / 1e6,
      fileBytes: statSync(databasePath).size,
      walBytes: existsSync(wal) ? statSync(wal).size : 0,
      backups: backups.length,
    };
  }
}

/** Runs one of the project's commands. @returns what it prints. @throws with it when it fails. */
export async function command(
  program: string,
  given: readonly string[],
  databasePath: string,
): Promise<string> {
  const loader = program.endsWith('.ts') ? ['-r', '@swc-node/register'] : [];
  const { stdout, stderr } = await run(process.execPath, [...loader, join(ROOT, program), ...given], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, DATABASE_PATH: databasePath },
  });
  return `${stdout}${stderr}`.trim();
}

export const HEADING = ' day   RSS MB  heap MB  file KB   WAL KB  free  backups    sent   owed  voice h';

export function inLine(row: DayRow): string {
  const { day, rssMb, heapMb, fileBytes, walBytes, freePages, backups, sent, owed, voiceHours } = row;
  const columns: [string, number][] = [
    [String(day), 4],
    [rssMb.toFixed(1), 9],
    [heapMb.toFixed(1), 9],
    [(fileBytes / 1024).toFixed(0), 9],
    [(walBytes / 1024).toFixed(0), 9],
    [String(freePages), 6],
    [String(backups), 9],
    [String(sent), 8],
    [String(owed), 7],
    [voiceHours.toFixed(1), 9],
  ];
  return columns.map(([text, width]) => text.padStart(width)).join('');
}
