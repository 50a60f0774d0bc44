import Database from 'better-sqlite3';

import { type Snowflake, toSnowflake } from '../../src/common';
import { GuildSettingsRepository } from '../../src/settings/persistence';
import { SettingsService } from '../../src/settings';
import { CountingInputsRepository } from '../../src/voice/persistence/counting-inputs.repository';
import { GenerationBuilder } from '../../src/voice/statistics/generation-builder';
import { RecountService } from '../../src/voice/statistics/recount.service';
import { GUILD, writeHistory } from './guild-history';
import { cpuMs } from './loop-probe';
import { percentile } from './measure';
import { INPUTS, type Recorder } from './recorder';

const ROLE = toSnowflake('1170000000000000001');

interface SliceCosts {
  readonly slice: string;
  readonly slices: number;
  readonly 'p50 / p99 / longest (ms)': string;
  /** Of this process, all its threads: about what the slice takes when nobody else uses the machine. */
  readonly 'of CPU (ms)': string;
  readonly longestMs: number;
}

/** What each call took. Everything in it holds the event loop, because the driver is synchronous. */
class Stopwatch {
  private readonly wall: number[] = [];
  private readonly cpu: number[] = [];

  async time<T>(work: () => Promise<T>): Promise<T> {
    const [startedAt, cpu] = [performance.now(), cpuMs()];
    try {
      return await work();
    } finally {
      this.wall.push(performance.now() - startedAt);
      this.cpu.push(cpuMs() - cpu);
    }
  }

  costs(slice: string): SliceCosts {
    const spread = (times: readonly number[]): string =>
      [0.5, 0.99, 1].map((share) => percentile(times, share).toFixed(1)).join(' / ');
    return {
      slice,
      slices: this.wall.length,
      'p50 / p99 / longest (ms)': spread(this.wall),
      'of CPU (ms)': spread(this.cpu),
      longestMs: Math.max(...this.wall),
    };
  }
}

class TimedBuilder extends GenerationBuilder {
  readonly built = new Stopwatch();
  readonly purged = new Stopwatch();

  override buildSlice(generationId: number, sessions: number): Promise<boolean> {
    return this.built.time(() => super.buildSlice(generationId, sessions));
  }

  override purgeSlice(generationId: number, rows: number): Promise<boolean> {
    return this.purged.time(() => super.purgeSlice(generationId, rows));
  }
}

/**
 * Another guild's settings change while events are recorded: its history is counted anew and the old count deleted, in
 * the background. Everybody has a role, so that looking whether to begin has everybody to look at.
 */
export async function recountBeside(
  { unitOfWork, generations, stays, rollups, totals, path }: Recorder,
  sessions: number,
  record: (until: () => boolean) => Promise<void>,
): Promise<readonly SliceCosts[]> {
  const guildId = GUILD as Snowflake;
  const file = new Database(path);
  writeHistory(file, sessions, Date.now());
  const roles = JSON.stringify([ROLE]);
  file
    .prepare(`INSERT INTO voice_members SELECT DISTINCT guild_id, user_id, ?, 0 FROM voice_sessions`)
    .run(roles);
  file.close();
  const builder = new TimedBuilder(unitOfWork, generations, stays, rollups);
  const quiet = new GenerationBuilder(unitOfWork, generations, stays, rollups);
  const first = await unitOfWork.run(() => generations.begin(guildId, 'building', JSON.stringify(INPUTS)));
  while (await quiet.buildSlice(first.id, 2_000));

  const settings = new SettingsService(unitOfWork, new GuildSettingsRepository(unitOfWork));
  const inputs = new CountingInputsRepository(unitOfWork);
  const recount = new RecountService(unitOfWork, settings, inputs, generations, stays, totals, builder);
  await settings.updateVoice(guildId, { countAlone: true, ignoredRoleIds: [toSnowflake(GUILD)] });
  const looked = new Stopwatch();
  let isDone = false;
  const recounted = (async () => {
    for (let look = 0; look < 5; look += 1) await looked.time(() => recount.check(guildId));
    await recount.settle();
    isDone = true;
  })();
  await record(() => isDone);
  await recounted;
  return [
    builder.built.costs('count'),
    builder.purged.costs('delete the old count'),
    looked.costs('look whether to count'),
  ];
}
