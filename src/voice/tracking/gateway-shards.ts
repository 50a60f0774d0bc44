/** The gateway as far as recording needs to ask it. */
export abstract class GatewayShards {
  /** Shards on which nothing can happen without our hearing of it. */
  abstract listReady(): readonly number[];
}
