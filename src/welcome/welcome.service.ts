import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { backoffDelayMs, type BackoffPolicy, Clock, type Snowflake } from '../common';
import { SettingsService } from '../settings';
import { BoundedLines } from './bounded-lines';
import { Greeter } from './greeter';
import type { Arrival, Departure, Greeting, Outcome } from './greeting';
import { Recent } from './recent';
import { WelcomeNotes } from './welcome-notes';

/** A greeting that comes later is worse than none. */
const GREETING_LIFE_MS = 10 * 60_000;
/** A role is worth having late, too. */
const ROLE_LIFE_MS = 60 * 60_000;
/** While more wait behind somebody, as in a raid, there is no time for pictures. */
const MOST_BEHIND_A_PICTURE = 10;
/** In one guild. Discord takes some 600 messages of a channel in the life of a greeting. */
const MOST_GREETINGS = 300;
const MOST_ROLES = 2_000;
const MOST_REMEMBERED = 10_000;
/** What Discord has refused is not asked again at once: too many refusals get the address banned. */
const HOLD_MS = 60_000;
const RETRY: BackoffPolicy = { baseMs: 1_000, capMs: 60_000 };

type Passed =
  | { readonly type: 'arrival'; readonly passage: Arrival; readonly until: number }
  | { readonly type: 'departure'; readonly passage: Departure; readonly until: number };
interface OwedRole {
  readonly guildId: Snowflake;
  readonly userId: Snowflake;
  readonly until: number;
}

/**
 * Greets who joins and names who left, once each and in order. Nothing of it is stored: a crash loses what was not said
 * yet, and a restart repeats nothing.
 */
@Injectable()
export class WelcomeService implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Welcome');
  private readonly stopping = new AbortController();
  private readonly seen = new Recent(MOST_REMEMBERED);
  /** Who is given a role once they have agreed to the rules: a role before would let them skip these. */
  private readonly pending = new Recent(MOST_REMEMBERED);
  /** By what was refused: epoch milliseconds until which nobody asks. */
  private readonly holds = new Map<string, number>();
  private readonly greetings = new BoundedLines<Passed>(MOST_GREETINGS, (passed, behind) =>
    this.safely(passed.passage.guildId, () => this.greet(passed, behind)),
  );
  private readonly roles = new BoundedLines<OwedRole>(MOST_ROLES, (owed) =>
    this.safely(owed.guildId, () => this.giveRole(owed)),
  );

  constructor(
    private readonly settings: SettingsService,
    private readonly greeter: Greeter,
    private readonly notes: WelcomeNotes,
    private readonly clock: Clock,
  ) {}

  /** The gateway repeats what it is not sure that we have heard: the same join counts once. */
  joined(arrival: Arrival): void {
    const { guildId, userId, joinedAt, isBot, isPending } = arrival;
    const join = `${guildId}/${userId}`;
    if (isBot || !this.seen.add(`${join}/${joinedAt.getTime()}`)) return;
    if (isPending) this.pending.add(join);
    else this.oweRole({ guildId, userId, until: joinedAt.getTime() + ROLE_LIFE_MS });
    this.oweGreeting({ type: 'arrival', passage: arrival, until: joinedAt.getTime() + GREETING_LIFE_MS });
  }

  /** Somebody has agreed to the rules; said of others, too, whenever anything about them changes. */
  agreed(guildId: Snowflake, userId: Snowflake): void {
    if (this.pending.take(`${guildId}/${userId}`))
      this.oweRole({ guildId, userId, until: this.now + ROLE_LIFE_MS });
  }

  left(departure: Departure): void {
    this.pending.take(`${departure.guildId}/${departure.userId}`);
    if (departure.isBot) return;
    this.oweGreeting({ type: 'departure', passage: departure, until: this.now + GREETING_LIFE_MS });
  }

  beforeApplicationShutdown(): void {
    this.stopping.abort();
    this.greetings.clear();
    this.roles.clear();
  }

  private get now(): number {
    return this.clock.now().getTime();
  }

  private oweGreeting(passed: Passed): void {
    const { guildId } = passed.passage;
    if (passed.until <= this.now || this.greetings.push(guildId, passed)) return;
    const text = `More than ${MOST_GREETINGS} members were waiting to be greeted; some were not.`;
    if (this.notes.find(guildId)?.text !== text) this.logger.warn(`Guild ${guildId}: ${text}`);
    this.notes.put(guildId, text);
  }

  private oweRole(owed: OwedRole): void {
    if (owed.until > this.now) this.roles.push(owed.guildId, owed);
  }

  private async greet({ type, passage, until }: Passed, behind: number): Promise<void> {
    const { guildId } = passage;
    if (until <= this.now) return;
    const settings = await this.settings.getWelcome(guildId);
    const { enabled, leaveEnabled, channelId } = settings;
    if (type === 'arrival') {
      if (!enabled || channelId === null || this.isHeld(channel(channelId))) return;
      const withPicture = settings.picture && behind <= MOST_BEHIND_A_PICTURE;
      const greeting = await this.greeter.welcome(passage, settings, withPicture);
      await this.send(guildId, channelId, greeting, until);
    } else {
      const leaveChannelId = settings.leaveChannelId ?? channelId;
      if (!leaveEnabled || leaveChannelId === null) return;
      await this.send(guildId, leaveChannelId, this.greeter.farewell(passage, settings), until);
    }
  }

  private async send(
    guildId: Snowflake,
    channelId: Snowflake,
    greeting: Greeting,
    until: number,
  ): Promise<void> {
    const nonce = randomBytes(12).toString('base64url');
    await this.attempt(guildId, channel(channelId), until, (signal) =>
      this.greeter.send(channelId, greeting, nonce, signal),
    );
  }

  private async giveRole({ guildId, userId, until }: OwedRole): Promise<void> {
    const { enabled, roleId } = await this.settings.getWelcome(guildId);
    if (!enabled || roleId === null) return;
    await this.attempt(guildId, `role/${roleId}`, until, (signal) =>
      this.greeter.giveRole(guildId, userId, roleId, signal),
    );
  }

  private async attempt(
    guildId: Snowflake,
    what: string,
    until: number,
    act: (signal: AbortSignal) => Promise<Outcome>,
  ): Promise<void> {
    const { signal } = this.stopping;
    if (this.isHeld(what)) return;
    for (let attempt = 1; this.now < until && !signal.aborted; attempt++) {
      const outcome = await act(signal);
      if (outcome.type === 'done') return;
      if (outcome.type === 'refused') {
        if (outcome.asked) this.holds.set(what, this.now + HOLD_MS);
        this.notes.put(guildId, outcome.reason);
        return;
      }
      const delayMs = outcome.afterMs ?? backoffDelayMs(RETRY, attempt);
      await sleep(delayMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private isHeld(what: string): boolean {
    const isHeld = (this.holds.get(what) ?? 0) > this.now;
    if (!isHeld) this.holds.delete(what);
    return isHeld;
  }

  private async safely(guildId: Snowflake, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.error(
        `Guild ${guildId}: a member was not greeted`,
        error instanceof Error ? error.stack : error,
      );
    }
  }
}

function channel(id: Snowflake): string {
  return `channel/${id}`;
}
