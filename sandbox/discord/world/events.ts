import { Json } from '../wire/json';

/** A gateway event before it is numbered for a session. */
export interface GatewayEvent {
  readonly name: string;
  readonly data: Json;
  /** Decides the shard; null goes to shard 0, as direct messages do. */
  readonly guildId: string | null;
  /** The intent a session needs to receive it; 0 goes to everybody. */
  readonly intent: number;
}
