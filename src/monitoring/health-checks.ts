import { Injectable } from '@nestjs/common';

import { Registry } from '../common';

/** Something that the bot cannot do its work without. */
export interface HealthCheck {
  readonly name: string;
  /** Null where all is well, else one line of what is not, which anybody may read. Answers at once. */
  readonly problem: () => string | null;
}

export interface Unreadiness {
  readonly check: string;
  readonly reason: string;
}

/** What features need to be well; they register it at start-up. */
@Injectable()
export class HealthChecks extends Registry<HealthCheck> {
  private phase: 'starting' | 'running' | 'stopping' = 'starting';

  started(): void {
    this.phase = 'running';
  }

  stopping(): void {
    this.phase = 'stopping';
  }

  /** Why the bot cannot do its work now; nothing where it can. */
  listProblems(): Unreadiness[] {
    if (this.phase === 'starting')
      return [{ check: 'start', reason: 'starting: the database is opened and migrated' }];
    const problems = this.all.flatMap(({ name, problem }) => {
      const reason = problem();
      return reason === null ? [] : [{ check: name, reason }];
    });
    return this.phase === 'stopping' ? [{ check: 'stop', reason: 'shutting down' }, ...problems] : problems;
  }
}
