import { Injectable, Logger } from '@nestjs/common';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';

import { backoffDelayMs, type BackoffPolicy } from '../../common';
import { DatabaseTroubleError } from '../../database';
import { RecordingBatch } from './recording-batch';
import { RecordingOptions } from './recording-options';
import { RecordingWriter } from './recording-writer';
import type { RecordSink, VoiceRecord } from './voice-record';

const RETRY: BackoffPolicy = { baseMs: 200, capMs: 15_000 };

/**
 * What happened and is not stored yet. It is written in batches and in order; a batch that cannot be written is tried
 * again until it can, and the rest waits behind it.
 */
@Injectable()
export class RecordingQueue implements RecordSink {
  private readonly logger = new Logger('Voice');
  private readonly records: VoiceRecord[] = [];
  private lives = new Map<string, number>();
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private failures = 0;
  /** Records, since the start. */
  private stored = 0;
  private wake = new AbortController();

  constructor(
    private readonly writer: RecordingWriter,
    private readonly options: RecordingOptions,
  ) {}

  /** How many records wait. */
  get length(): number {
    return this.records.length;
  }

  add(record: VoiceRecord): void {
    this.records.push(record);
    this.schedule();
  }

  /** A shard is watched until this instant; stored with the next batch that leaves nothing behind. */
  alive(shardKey: string, at: number): void {
    this.lives.set(shardKey, at);
  }

  /** Stores what there is, soon. */
  schedule(): void {
    if (this.running) return;
    if (this.records.length >= this.options.batchSize) {
      this.start();
    } else {
      this.timer ??= setTimeout(() => {
        this.start();
      }, this.options.flushMs);
    }
  }

  /** Resolves when the records that wait now are stored. */
  async flush(): Promise<void> {
    const due = this.stored + this.records.length;
    while (this.stored < due) {
      this.start();
      await this.running;
    }
  }

  /** Resolves with true once everything is stored, with false when that was not possible in time. */
  async drain(deadlineMs: number): Promise<boolean> {
    const deadline = sleep(deadlineMs, 'late' as const, { ref: false });
    while (!this.isEmpty) {
      this.wake.abort();
      this.start();
      if ((await Promise.race([this.running, deadline])) === 'late') return false;
    }
    return true;
  }

  private get isEmpty(): boolean {
    return this.records.length === 0 && this.lives.size === 0;
  }

  private start(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    if (this.isEmpty) return;
    this.running ??= this.run().finally(() => {
      this.running = null;
      if (this.records.length > 0) this.schedule();
    });
  }

  /** What comes meanwhile waits for the next run, or every event would cost a transaction of its own. */
  private async run(): Promise<void> {
    // A batch holds the event loop from its first statement to its commit; so each has a turn of its own.
    await turn();
    let due = this.records.length;
    do {
      const size = Math.min(due, this.options.batchSize);
      if (await this.write(size)) due -= size;
      await turn();
    } while (due > 0);
  }

  private async write(size: number): Promise<boolean> {
    const isAll = size === this.records.length;
    const lives = isAll ? this.lives : new Map<string, number>();
    if (isAll) this.lives = new Map();
    try {
      await this.writer.write(new RecordingBatch(this.records.slice(0, size)), lives);
      this.records.splice(0, size);
      this.stored += size;
      this.failures = 0;
      return true;
    } catch (error) {
      for (const [key, at] of lives) if (!this.lives.has(key)) this.lives.set(key, at);
      await this.pause(error);
      return false;
    }
  }

  private async pause(error: unknown): Promise<void> {
    const delayMs = backoffDelayMs(RETRY, ++this.failures);
    if (!(error instanceof DatabaseTroubleError)) {
      const reason = error instanceof Error ? error.message : String(error);
      this.logger.error(`Voice activity could not be stored (${reason}); trying again in ${delayMs} ms`);
    }
    if (this.wake.signal.aborted) this.wake = new AbortController();
    await sleep(delayMs, undefined, { signal: this.wake.signal }).catch(() => undefined);
  }
}
