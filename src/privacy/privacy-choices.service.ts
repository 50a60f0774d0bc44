import { Injectable, type OnModuleInit } from '@nestjs/common';

import { Clock, type Snowflake } from '../common';
import { UnitOfWork } from '../database';
import { type PrivacyChoiceEntity, PrivacyChoiceRepository } from './persistence';
import type { MemberScope } from './personal-data';

/** What a member may choose, for one guild or for all of them. */
export type PrivacyChoice = 'hidden' | 'unrecorded';

/** Since when; null for what was not chosen. */
export type ChosenSince = Readonly<Record<PrivacyChoice, Date | null>>;

const EVERYWHERE = '';

type GuildKey = Snowflake | typeof EVERYWHERE;

/**
 * Who wants not to be shown or not to be recorded. All of it is in memory, because whoever records asks at every event;
 * the database is written first.
 */
@Injectable()
export class PrivacyChoices implements OnModuleInit {
  private readonly chosen: Record<PrivacyChoice, Map<GuildKey, Map<string, Date>>> = {
    hidden: new Map(),
    unrecorded: new Map(),
  };
  /** Of whom something is being deleted: nothing may be added meanwhile. */
  private readonly held: MemberScope[] = [];
  private readonly watchers: ((userId: Snowflake) => void)[] = [];

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly choices: PrivacyChoiceRepository,
    private readonly clock: Clock,
  ) {}

  async onModuleInit(): Promise<void> {
    for (const row of await this.choices.listAll()) this.remember(row);
  }

  /** Is called whenever it may have changed whether a member is recorded. */
  watch(changed: (userId: Snowflake) => void): void {
    this.watchers.push(changed);
  }

  /** Whether what this member does in voice channels may be written down. */
  isRecorded(guildId: Snowflake, userId: Snowflake): boolean {
    if (this.has('unrecorded', guildId, userId)) return false;
    return !this.held.some((held) => held.userId === userId && (held.guildId ?? guildId) === guildId);
  }

  /** Whether others are to be shown nothing of this member. */
  isHidden(guildId: Snowflake, userId: string): boolean {
    return this.has('hidden', guildId, userId);
  }

  /** In the order of their ids. */
  listHidden(guildId: Snowflake): string[] {
    const here = this.chosen.hidden.get(guildId)?.keys() ?? [];
    const everywhere = this.chosen.hidden.get(EVERYWHERE)?.keys() ?? [];
    return [...new Set([...here, ...everywhere])].sort();
  }

  /** Those for which somebody chose something. */
  listGuilds(): Snowflake[] {
    const guildIds = [...this.chosen.hidden, ...this.chosen.unrecorded].flatMap(([guildId, members]) =>
      guildId === EVERYWHERE || members.size === 0 ? [] : [guildId],
    );
    return [...new Set(guildIds)];
  }

  /** What was chosen for this very scope; what was chosen for everywhere holds in each guild as well. */
  get({ userId, guildId }: MemberScope): ChosenSince {
    const since = (choice: PrivacyChoice): Date | null =>
      this.chosen[choice].get(guildId ?? EVERYWHERE)?.get(userId) ?? null;
    return { hidden: since('hidden'), unrecorded: since('unrecorded') };
  }

  /** The same again changes nothing. */
  async choose(scope: MemberScope, choice: PrivacyChoice, wanted: boolean): Promise<void> {
    await this.unitOfWork.run(async () => {
      const present = this.get(scope);
      const since = wanted ? (present[choice] ?? this.clock.now()) : null;
      await this.store(scope, { ...present, [choice]: since });
    });
    this.tell(scope.userId);
  }

  /** All of a guild. Call it inside a unit of work. */
  async forgetGuild(guildId: Snowflake): Promise<void> {
    await this.choices.deleteOfGuild(guildId);
    this.chosen.hidden.delete(guildId);
    this.chosen.unrecorded.delete(guildId);
  }

  /** Nothing of this member is recorded there until `release`. */
  hold(scope: MemberScope): void {
    this.held.push(scope);
    this.tell(scope.userId);
  }

  release({ userId, guildId }: MemberScope): void {
    const index = this.held.findIndex((held) => held.userId === userId && held.guildId === guildId);
    if (index >= 0) this.held.splice(index, 1);
    this.tell(userId);
  }

  private async store({ userId, guildId }: MemberScope, chosen: ChosenSince): Promise<void> {
    const key = { userId, guildId: guildId ?? EVERYWHERE } as const;
    const row = { ...key, hiddenSince: chosen.hidden, unrecordedSince: chosen.unrecorded };
    if (chosen.hidden === null && chosen.unrecorded === null) await this.choices.delete(key);
    else await this.choices.replace(row);
    this.remember(row);
  }

  private remember({ userId, guildId, hiddenSince, unrecordedSince }: PrivacyChoiceEntity): void {
    const note = (choice: PrivacyChoice, since: Date | null): void => {
      const members = this.chosen[choice].get(guildId) ?? new Map<string, Date>();
      this.chosen[choice].set(guildId, members);
      if (since === null) members.delete(userId);
      else members.set(userId, since);
    };
    note('hidden', hiddenSince);
    note('unrecorded', unrecordedSince);
  }

  private has(choice: PrivacyChoice, guildId: Snowflake, userId: string): boolean {
    const chosen = this.chosen[choice];
    return chosen.get(guildId)?.has(userId) === true || chosen.get(EVERYWHERE)?.has(userId) === true;
  }

  private tell(userId: Snowflake): void {
    for (const changed of this.watchers) changed(userId);
  }
}
