import { Logger } from '@nestjs/common';

/** Above this the memory of what was said is dropped; saying something twice is harmless. */
const REMEMBERED = 1_000;

/**
 * Says once per row that it could not be understood. Streams overlap, so the same row comes back at every read for
 * hours.
 */
export class MalformedRows {
  private readonly logger: Logger;
  private readonly known = new Set<string>();

  constructor(platformName: string) {
    this.logger = new Logger(`${platformName} platform`);
  }

  report(rows: readonly string[]): void {
    const fresh = rows.filter((row) => !this.known.has(row));
    if (fresh.length === 0) return;
    if (this.known.size > REMEMBERED) this.known.clear();
    for (const row of fresh) this.known.add(row);
    this.logger.warn(`Skipped ${fresh.length} rows that were not understood, the first: ${fresh[0] ?? ''}`);
  }
}
