import { Injectable } from '@nestjs/common';

import { Clock } from '../common';
import { UnitOfWork } from '../database';
import { SubscriberService, type Target } from '../subscribers';
import type { MessageKind } from './message';
import { MessageKinds } from './message-kinds';
import { OutboxRepository } from './persistence';

/** Of thousands of waiting messages as many are in memory. */
const CHUNK = 500;

/** Sends what was missed as one message instead of a flood. */
@Injectable()
export class CatchUpService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: OutboxRepository,
    private readonly subscribers: SubscriberService,
    private readonly kinds: MessageKinds,
    private readonly clock: Clock,
  ) {}

  /** A person has made a stopped target reachable again. @returns false when it was not stopped. */
  resume(target: Target): Promise<boolean> {
    return this.unitOfWork.run(async () => {
      const recipient = await this.subscribers.markReachable(target);
      if (!recipient) return false;
      await this.merge(recipient.subscriberId);
      return true;
    });
  }

  /** Makes one message of each kind out of what waits for this subscriber, for kinds that can. */
  async merge(subscriberId: number): Promise<void> {
    await this.unitOfWork.run(async () => {
      for (const kind of this.kinds.all) if (kind.merge) await this.mergeKind(subscriberId, kind);
    });
  }

  private async mergeKind(subscriberId: number, kind: MessageKind): Promise<void> {
    const now = this.clock.now();
    const list = (afterId: number, limit: number): ReturnType<OutboxRepository['listUnclaimed']> =>
      this.outbox.listUnclaimed(subscriberId, kind.kind, { afterId, now, limit });
    const [oldest] = await list(0, 1);
    if (!oldest) return;
    let { payload } = oldest;
    for (let last = oldest.id; ;) {
      const others = await list(last, CHUNK);
      const end = others.at(-1);
      if (!end) break;
      const merged: unknown = kind.merge?.([payload, ...others.map((other) => other.payload)]) ?? null;
      if (merged === null) break;
      payload = merged;
      last = end.id;
      const ids = others.map(({ id }) => id);
      await this.outbox.withdrawnAll(ids, `merged into ${oldest.id}`, now);
    }
    if (payload !== oldest.payload) await this.outbox.rewrite(oldest.id, payload, now);
  }
}
