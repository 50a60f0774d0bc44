import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { DataSource } from 'typeorm';

import { UnitOfWork } from '../../database';
import { VoiceGenerationEntity } from './voice-generation.entity';

/** What a count is stored in. */
export const COUNT_TABLES = [
  'voice_generations',
  'voice_participants',
  'voice_places',
  'voice_periods',
  'voice_spans',
  'voice_member_totals',
  'voice_place_totals',
  'voice_hour_totals',
];
const TABLES_AND_INDEXES = `SELECT sql FROM sqlite_master WHERE sql IS NOT NULL
  AND tbl_name IN (SELECT value FROM json_each(?)) ORDER BY type DESC, rowid`;
const CACHE_KIBIBYTES = 256 * 1024;

/**
 * Room for a count beside the database: in a file of its own, which is thrown away, so that whoever uses the database
 * neither waits for it nor sees it. What is counted is as it was at one instant.
 */
export class SeparateCount {
  /** The database, for reading only; the count is attached to it as `separate`. */
  readonly record: UnitOfWork;
  readonly count: UnitOfWork;

  private constructor(
    private readonly folder: string,
    private readonly ofRecord: DataSource,
    private readonly ofCount: DataSource,
  ) {
    this.record = new UnitOfWork(ofRecord);
    this.count = new UnitOfWork(ofCount);
  }

  static async open(databasePath: string): Promise<SeparateCount> {
    const folder = await mkdtemp(join(tmpdir(), 'pwr-bot-voice-check-'));
    const path = join(folder, 'count.db');
    const ofRecord = await connect(databasePath, { readonly: true, fileMustExist: true });
    const ofCount = await connect(path, { prepareDatabase: forSpeed });
    const schema = await ofRecord.query<{ sql: string }[]>(TABLES_AND_INDEXES, [
      JSON.stringify(COUNT_TABLES),
    ]);
    for (const { sql } of schema) await ofCount.query(sql);
    await ofRecord.query('ATTACH ? AS separate', [path]);
    // The first read begins the instant, which lasts until the connection is closed.
    await ofRecord.query('BEGIN');
    return new SeparateCount(folder, ofRecord, ofCount);
  }

  async close(): Promise<void> {
    await this.ofRecord.destroy();
    await this.ofCount.destroy();
    await rm(this.folder, { recursive: true });
  }
}

function connect(
  database: string,
  options: { readonly?: true; fileMustExist?: true; prepareDatabase?: (connection: Database) => void },
): Promise<DataSource> {
  const entities = [VoiceGenerationEntity];
  return new DataSource({ type: 'better-sqlite3', database, entities, ...options }).initialize();
}

/** Nobody will miss the file. */
function forSpeed(connection: Database): void {
  connection.pragma('journal_mode = MEMORY');
  connection.pragma('synchronous = OFF');
  connection.pragma(`cache_size = -${CACHE_KIBIBYTES}`);
}
