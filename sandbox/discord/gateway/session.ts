import { randomBytes } from 'node:crypto';
import { GatewayOpcodes } from 'discord.js';
import { WebSocket } from 'ws';
import { Json } from '../wire/json';

interface Dispatched {
  readonly s: number;
  readonly t: string;
  readonly d: Json;
}

/** Discord remembers a few minutes of events; a bound keeps a sandbox that runs for days small. */
const REMEMBERED_EVENTS = 20_000;

/** What survives a lost socket: the numbered events that a RESUME asks for. */
export class GatewaySession {
  readonly id = randomBytes(16).toString('hex');
  socket: WebSocket | null;
  /** The READY and the first GUILD_CREATEs were sent. */
  isReady = false;
  private sequence = 0;
  private readonly sent: Dispatched[] = [];

  constructor(
    socket: WebSocket,
    readonly intents: number,
    readonly shard: readonly [id: number, count: number],
  ) {
    this.socket = socket;
  }

  get lastSequence(): number {
    return this.sequence;
  }

  /** Numbers and sends an event; without a socket it waits for the RESUME. */
  dispatch(t: string, d: Json): void {
    this.sequence += 1;
    const event = { s: this.sequence, t, d };
    this.sent.push(event);
    if (this.sent.length > REMEMBERED_EVENTS) this.sent.shift();
    this.send(event);
  }

  /** Whether every event after this one is still there. */
  remembersAfter(sequence: number): boolean {
    return sequence >= (this.sent[0]?.s ?? this.sequence + 1) - 1;
  }

  replayAfter(sequence: number): void {
    for (const event of this.sent) if (event.s > sequence) this.send(event);
    this.dispatch('RESUMED', { _trace: [] });
  }

  sees(guildId: string | null, intent: number): boolean {
    const [shardId, count] = this.shard;
    const owner = guildId === null ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(count));
    return owner === shardId && (intent === 0 || (this.intents & intent) !== 0);
  }

  private send(event: Dispatched): void {
    this.socket?.send(JSON.stringify({ op: GatewayOpcodes.Dispatch, ...event }));
  }
}
