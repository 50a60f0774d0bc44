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

/** 17 to 20 digits is what discord.js and the bot take for an id; Discord itself takes any positive 64-bit number. */
function looksLikeSnowflake(text: string): boolean {
  return /^[1-9]\d{0,19}$/.test(text);
}
