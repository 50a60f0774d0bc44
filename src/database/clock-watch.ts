import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

import { Clock, duration } from '../common';
import { unlessTroubled } from './again-later';
import { BotMetaRepository } from './bot-meta.repository';
import { UnitOfWork } from './unit-of-work';

const LOOK_EVERY_MS = 1_000;
/** Less is a correction; everything here stands that. */
const JUMP_MS = 10_000;
const NOTE_EVERY_MS = 60_000;
const SEEN = 'clock_seen';
const CURE = 'What was due by the old time is moved with it; see that the machine keeps its time by NTP';

/** Moves what was stored by the clock as it was before. Part of a unit of work. */
type Correction = (byMs: number) => Promise<void>;

/**
 * Notices that the clock of the machine was moved, or stood still while the machine slept, also while the bot was not
 * running, and says so. After a jump ahead everything is late and is done at once. After a jump back everything would wait
 * for the time to come again, so whoever stores due times registers how they are put right.
 */
@Injectable()
export class ClockWatch implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Clock');
  private readonly corrections: Correction[] = [];
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<unknown> | null = null;
  private wall = 0;
  private elapsed = 0;
  private notedAt = -Infinity;
  /** By how much the clock was set back since things were put right. */
  private owedMs = 0;

  constructor(
    private readonly clock: Clock,
    private readonly unitOfWork: UnitOfWork,
    private readonly meta: BotMetaRepository,
  ) {}

  /** @param correction is given by how many milliseconds the clock is behind what it was. */
  whenSetBack(correction: Correction): void {
    this.corrections.push(correction);
  }

  async onApplicationBootstrap(): Promise<void> {
    this.read();
    const seen = Number((await this.meta.get(SEEN)) ?? 0);
    if (seen - this.wall > JUMP_MS) {
      this.owedMs = seen - this.wall;
      this.logger.warn(
        `The clock is ${duration(this.owedMs)} behind where it was before the bot started. ${CURE}`,
      );
    }
    await this.look();
    this.timer = setInterval(() => {
      this.lookAgain();
    }, LOOK_EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private lookAgain(): void {
    this.looking ??= unlessTroubled(this.look())
      .catch((error: unknown) => {
        this.logger.error('Due times were not put right', error instanceof Error ? error.stack : error);
      })
      .finally(() => {
        this.looking = null;
      });
  }

  private async look(): Promise<void> {
    const jumpMs = this.read();
    if (Math.abs(jumpMs) > JUMP_MS) this.jumped(jumpMs);
    if (this.owedMs > 0) await this.putRight();
    if (this.elapsed - this.notedAt < NOTE_EVERY_MS) return;
    this.notedAt = this.elapsed;
    await this.unitOfWork.run(() => this.meta.set(SEEN, String(this.wall)));
  }

  /** @returns how much further the clock went than the time. */
  private read(): number {
    const [wall, elapsed] = [this.clock.now().getTime(), this.clock.elapsedMs()];
    const jumpMs = wall - this.wall - (elapsed - this.elapsed);
    [this.wall, this.elapsed] = [wall, elapsed];
    return jumpMs;
  }

  private jumped(byMs: number): void {
    if (byMs > 0) {
      this.logger.warn(
        `The clock jumped ${duration(byMs)} ahead: the machine slept, or its clock was set. What was missed is caught up; voice time of a longer gap is not counted`,
      );
    } else {
      this.owedMs -= byMs;
      this.logger.warn(`The clock was set back by ${duration(-byMs)}. ${CURE}`);
    }
    this.notedAt = -Infinity;
  }

  private async putRight(): Promise<void> {
    const byMs = this.owedMs;
    await this.unitOfWork.run(async () => {
      for (const correct of this.corrections) await correct(byMs);
      await this.meta.set(SEEN, String(this.wall));
    });
    this.owedMs -= byMs;
  }
}
