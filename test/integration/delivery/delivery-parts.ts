import { type Clock, toSnowflake } from '../../../src/common';
import { CatchUpService } from '../../../src/delivery/catch-up.service';
import type { Answer } from '../../../src/delivery/classify-answer';
import { DeliveryStatusService } from '../../../src/delivery/delivery-status.service';
import type { Destination, MessageBody, MessageKind, Prepared } from '../../../src/delivery/message';
import { MessageKinds } from '../../../src/delivery/message-kinds';
import { MessageSender } from '../../../src/delivery/message-sender';
import { OutboxWorker } from '../../../src/delivery/outbox.worker';
import { type OutboxMessageEntity, OutboxRepository } from '../../../src/delivery/persistence';
import { SendingPace } from '../../../src/delivery/sending-pace';
import { SettlementService } from '../../../src/delivery/settlement.service';
import { TargetStopService } from '../../../src/delivery/target-stop.service';
import {
  type Recipient,
  type Stop,
  SubscriberRepository,
  SubscriberService,
  type Target,
} from '../../../src/subscribers';
import type { TestDatabase } from '../../support/database';

export const ACCEPTED: Answer = {
  type: 'accepted',
  channelId: toSnowflake('100000000000000001'),
  messageId: toSnowflake('100000000000000002'),
};

export const REMOVED: Stop = {
  cause: 'bot-removed',
  code: null,
  message: 'bot removed',
  channelId: null,
  missing: [],
};

/** Answers as scripted, then accepts; the real sender is driven by the end-to-end tests. */
export class ScriptedSender extends MessageSender {
  readonly ready = true;
  readonly sent: { destination: Destination; body: MessageBody; nonce: string }[] = [];
  readonly answers: (Answer | Promise<Answer>)[] = [];
  send(destination: Destination, body: MessageBody, nonce: string): Promise<Answer> {
    this.sent.push({ destination, body, nonce });
    return Promise.resolve(this.answers.shift() ?? ACCEPTED);
  }

  /** What the messages told, in the order they were sent. */
  get told(): unknown[] {
    return this.sent.map(({ body }) => (body.components[0] as { payload: unknown }).payload);
  }
}

/** Sends its payload, to the recipient or to the channel with the guild's id. */
export class TestKind implements MessageKind {
  constructor(readonly kind = 'test') {}

  prepared: (payload: unknown, recipient: Recipient) => Prepared = (payload, { type, targetId }) => ({
    type: 'send',
    destination: type === 'dm' ? { type, userId: targetId } : { type: 'channel', channelId: targetId },
    body: { components: [{ payload }], flags: 0 },
  });
  prepare(payload: unknown, recipient: Recipient): Promise<Prepared> {
    return Promise.resolve().then(() => this.prepared(payload, recipient));
  }
}

/** Texts that become one text. */
export class MergingKind extends TestKind {
  merge(payloads: readonly unknown[]): unknown {
    return payloads.join('+');
  }
}

export interface DeliveryParts {
  readonly worker: OutboxWorker;
  readonly stops: TargetStopService;
  readonly catchUp: CatchUpService;
  readonly status: DeliveryStatusService;
  readonly service: SubscriberService;
  readonly outbox: OutboxRepository;
  /** Owes each of these texts as a message of its own. @returns the subscriber. */
  owe(target: Target, ...payloads: readonly string[]): Promise<number>;
  /** @returns all messages after what is due has been sent. */
  tick(): Promise<OutboxMessageEntity[]>;
}

/** The whole of delivery on a real database, without Discord and without its pace. */
export function buildDelivery(
  { unitOfWork }: TestDatabase,
  { sender, kinds: given, clock }: { sender: MessageSender; kinds: readonly MessageKind[]; clock: Clock },
): DeliveryParts {
  const kinds = new MessageKinds();
  for (const kind of given) kinds.register(kind);
  const outbox = new OutboxRepository(unitOfWork);
  const service = new SubscriberService(unitOfWork, new SubscriberRepository(unitOfWork), clock);
  const stops = new TargetStopService(unitOfWork, outbox, service, kinds, clock);
  const settlement = new SettlementService(outbox, kinds, stops, clock);
  const pace = new SendingPace(Infinity);
  const worker = new OutboxWorker(unitOfWork, outbox, kinds, sender, pace, settlement, service, clock);
  return {
    worker,
    stops,
    catchUp: new CatchUpService(unitOfWork, outbox, service, kinds, clock),
    status: new DeliveryStatusService(outbox),
    service,
    outbox,
    owe: (target, ...payloads) =>
      unitOfWork.run(async () => {
        const { id: subscriberId } = await service.ensure(target);
        const now = clock.now();
        const owed = { subscriberId, kind: 'test', createdAt: now, nextAttemptAt: now };
        await outbox.owe(payloads.map((payload) => ({ ...owed, payload, dedupeKey: payload })));
        return subscriberId;
      }),
    tick: async () => {
      await worker.tick();
      await worker.settled();
      return outbox.listAll();
    },
  };
}
