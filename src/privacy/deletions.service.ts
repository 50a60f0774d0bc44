import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';

import { backoffDelayMs, type BackoffPolicy, Clock, type Snowflake } from '../common';
import { UnitOfWork } from '../database';
import { LeftGuildRepository, type PrivacyDeletionEntity, PrivacyDeletionRepository } from './persistence';
import { type MemberScope, type PersonalData, PersonalDataHolders } from './personal-data';
import { PrivacyChoices } from './privacy-choices.service';

const REST_MS = 10;
const RETRY: BackoffPolicy = { baseMs: 1_000, capMs: 60_000 };

/**
 * Deletes what is to be deleted, a slice at a time, so that others have the database and the event loop in between. What
 * was asked for is stored first and forgotten last: whatever ends the process, the next one goes on, and deleting
 * what is deleted already does nothing.
 */
@Injectable()
export class Deletions implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Privacy');
  private readonly waiting = new Map<number, (() => void)[]>();
  /** By the deletion: how many of the holders are through, and whether one of them had anything. */
  private readonly progress = new Map<number, { through: number; changed: boolean }>();
  private readonly stopping = new AbortController();
  private running: Promise<void> | null = null;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly deletions: PrivacyDeletionRepository,
    private readonly leftGuilds: LeftGuildRepository,
    private readonly holders: PersonalDataHolders,
    private readonly choices: PrivacyChoices,
    private readonly clock: Clock,
  ) {}

  /** Before anything is recorded in this process. */
  async onModuleInit(): Promise<void> {
    for (const { userId, guildId } of await this.deletions.listAll()) {
      if (userId !== null) this.choices.hold({ userId, guildId });
    }
  }

  onApplicationBootstrap(): void {
    this.run();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /**
   * Begins to delete what is stored about a member. What they chose stays: a member who is not recorded would be
   * recorded again.
   * @returns once that is stored; `finished` resolves when it is done, which may be in another process.
   */
  async request(scope: MemberScope): Promise<{ readonly finished: Promise<void> }> {
    const { id, isNew } = await this.store(scope);
    if (isNew) this.choices.hold(scope);
    return { finished: this.finished(id) };
  }

  /** The same for all of a guild. */
  async requestGuild(guildId: Snowflake): Promise<{ readonly finished: Promise<void> }> {
    const { id } = await this.store({ userId: null, guildId });
    return { finished: this.finished(id) };
  }

  /** Since when something is to be deleted of a member; null when nothing is. */
  async findPending(scope: MemberScope): Promise<Date | null> {
    const here = await this.deletions.findSame(scope);
    const everywhere = await this.deletions.findSame({ ...scope, guildId: null });
    return (here ?? everywhere)?.requestedAt ?? null;
  }

  /** What is left of the guild stays. Call it inside a unit of work. */
  async cancelGuild(guildId: Snowflake): Promise<void> {
    const pending = await this.deletions.findSame({ userId: null, guildId });
    if (pending) await this.deletions.delete(pending.id);
  }

  private store(
    subject: Pick<PrivacyDeletionEntity, 'userId' | 'guildId'>,
  ): Promise<{ id: number; isNew: boolean }> {
    return this.unitOfWork.run(async () => {
      const pending = await this.deletions.findSame(subject);
      if (pending) return { id: pending.id, isNew: false };
      const { id } = await this.deletions.insert({ ...subject, requestedAt: this.clock.now() });
      return { id, isNew: true };
    });
  }

  private finished(id: number): Promise<void> {
    const finished = new Promise<void>((resolve) => {
      this.waiting.set(id, [...(this.waiting.get(id) ?? []), resolve]);
    });
    this.run();
    return finished;
  }

  private run(): void {
    if (this.stopping.signal.aborted) return;
    this.running ??= this.work().finally(() => {
      this.running = null;
    });
  }

  private async work(): Promise<void> {
    const { signal } = this.stopping;
    for (let failures = 0; !signal.aborted;) {
      const startedAt = performance.now();
      let restMs: number;
      try {
        if (!(await this.next())) return;
        failures = 0;
        restMs = Math.max(REST_MS, performance.now() - startedAt);
      } catch (error) {
        restMs = backoffDelayMs(RETRY, ++failures);
        this.logger.error(`Data could not be deleted (${String(error)}); again in ${restMs} ms`);
      }
      await sleep(restMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** @returns false when there is nothing to delete. */
  private async next(): Promise<boolean> {
    const pending = await this.deletions.listAll();
    // A person waits for theirs, nobody for a guild's.
    const deletion = pending.find(({ userId }) => userId !== null) ?? pending[0];
    for (const id of this.waiting.keys()) if (!pending.some((each) => each.id === id)) this.tell(id);
    if (!deletion) return false;
    const scope = memberOf(deletion);
    const progress = this.progress.get(deletion.id) ?? { through: 0, changed: false };
    if (!this.progress.has(deletion.id)) {
      if (scope) for (const holder of this.holders.all) await holder.settle?.(scope);
      this.progress.set(deletion.id, progress);
    }
    // Who registered last may still ask those on whom it stands.
    const holder = this.holders.all.at(-1 - progress.through);
    if (holder) {
      if (await this.slice(deletion, holder)) progress.changed = true;
      else progress.through += 1;
    } else if (progress.changed) {
      // What one of them deleted may have been copied by another before, so it is over when nobody finds anything.
      this.progress.set(deletion.id, { through: 0, changed: false });
    } else await this.finish(deletion, scope);
    return true;
  }

  /** @returns whether the holder had anything. */
  private slice(deletion: PrivacyDeletionEntity, holder: PersonalData): Promise<boolean> {
    return this.unitOfWork.run(async () => {
      // The bot may have come back to the guild meanwhile.
      if (!(await this.deletions.findById(deletion.id))) return false;
      const scope = memberOf(deletion);
      if (scope) return holder.deleteMember(scope);
      return deletion.guildId !== null && holder.deleteGuild(deletion.guildId);
    });
  }

  private async finish(deletion: PrivacyDeletionEntity, scope: MemberScope | null): Promise<void> {
    const { id, guildId } = deletion;
    await this.unitOfWork.run(async () => {
      if (!(await this.deletions.delete(id)) || scope || guildId === null) return;
      await this.choices.forgetGuild(guildId);
      await this.leftGuilds.delete(guildId);
    });
    if (scope) this.choices.release(scope);
    this.logger.log(
      scope ? 'Deleted what was stored about a member' : `Deleted all of guild ${guildId ?? ''}`,
    );
    this.tell(id);
  }

  private tell(id: number): void {
    this.progress.delete(id);
    for (const resolve of this.waiting.get(id) ?? []) resolve();
    this.waiting.delete(id);
  }
}

function memberOf({ userId, guildId }: PrivacyDeletionEntity): MemberScope | null {
  return userId === null ? null : { userId, guildId };
}
