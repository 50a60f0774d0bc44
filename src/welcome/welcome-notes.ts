import { Injectable } from '@nestjs/common';

import { Clock, type Snowflake } from '../common';

/** What went wrong last in a guild, for its admins. */
export interface WelcomeNote {
  readonly at: Date;
  /** A sentence for people. */
  readonly text: string;
}

const MOST_GUILDS = 1_000;
const KEPT_FOR_MS = 24 * 60 * 60_000;

/** Kept in memory and for a day only: what still holds shows itself again with the next member. */
@Injectable()
export class WelcomeNotes {
  private readonly notes = new Map<Snowflake, WelcomeNote>();

  constructor(private readonly clock: Clock) {}

  find(guildId: Snowflake): WelcomeNote | null {
    const note = this.notes.get(guildId);
    return note && this.clock.now().getTime() - note.at.getTime() < KEPT_FOR_MS ? note : null;
  }

  put(guildId: Snowflake, text: string): void {
    this.notes.delete(guildId);
    this.notes.set(guildId, { at: this.clock.now(), text });
    const [oldest] = this.notes.keys();
    if (this.notes.size > MOST_GUILDS && oldest !== undefined) this.notes.delete(oldest);
  }
}
