// https://discord.com/developers/docs/reference#snowflakes
const DISCORD_EPOCH_MS = 1_420_070_400_000n;
const SEQUENCE_BITS = 22n;

/** Makes ids as Discord does: they carry the time and always grow, also while the clock stands still. */
export class SnowflakeSource {
  private last = 0n;

  constructor(private readonly now: () => number) {}

  next(): string {
    const fromClock = (BigInt(Math.floor(this.now())) - DISCORD_EPOCH_MS) << SEQUENCE_BITS;
    this.last = fromClock > this.last ? fromClock : this.last + 1n;
    return this.last.toString();
  }
}
