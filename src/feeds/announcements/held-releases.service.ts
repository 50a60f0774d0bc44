import { Injectable } from '@nestjs/common';

import { Clock } from '../../common';
import { UnitOfWork } from '../../database';
import { OutboxRepository } from '../../delivery';
import type { Recipient } from '../../subscribers';
import { AnnouncementService } from './announcement.service';
import { HELD_REASON, RELEASE_MESSAGE, type ReleasePayload } from './release-payload';

/** Of thousands that were held back, the next call looks at the rest. */
const AT_ONCE = 200;

export interface Released {
  /** Owed again. */
  readonly released: number;
  /** Whose channel still does not fit. */
  readonly kept: number;
}

/** Releases that may not be told where they were to be told, until that place or the settings change. */
@Injectable()
export class HeldReleases {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: OutboxRepository,
    private readonly announcements: AnnouncementService,
    private readonly clock: Clock,
  ) {}

  /** Owes again what may be told by now. */
  async release(recipient: Recipient): Promise<Released> {
    const now = this.clock.now();
    const held = await this.outbox.listRefusedBecause(recipient.subscriberId, HELD_REASON, AT_ONCE);
    const free: number[] = [];
    for (const { id, kind, payload } of held) {
      if (kind !== RELEASE_MESSAGE) continue;
      const { type } = await this.announcements.prepare(payload as ReleasePayload, recipient, now);
      if (type !== 'hold') free.push(id);
    }
    await this.unitOfWork.run(() => this.outbox.oweAgain(free, now));
    return { released: free.length, kept: held.length - free.length };
  }
}
