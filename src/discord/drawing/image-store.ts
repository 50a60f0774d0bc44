import { type Image, loadImage } from '@napi-rs/canvas';

import { imageSize } from './image-size';

const FETCH_MS = 1_500;
const MOST_BYTES = 512 * 1024;
/** Of a side; the pictures that we ask for have 256. A small file may say that it has a thousand million pixels. */
const LONGEST_SIDE = 1_024;
/** What an address that failed is not asked for again. */
const FAILED_FOR_MS = 60_000;
/** Decoded, four bytes a pixel. */
const CACHE_BYTES = 24 * 1024 * 1024;

interface Entry {
  readonly image: Promise<Image | null>;
  bytes: number;
  /** Epoch milliseconds from which it is fetched anew; never for what came, because addresses name their content's hash. */
  staleAt: number;
}

/** Pictures of Discord's CDN, fetched in parallel, each within a time and a size, the latest used kept. */
export class ImageStore {
  private readonly entries = new Map<string, Entry>();
  private bytes = 0;

  /**
   * @param cdnUrl nothing else is asked for anything.
   * @param mostBytes of decoded pictures that are kept.
   */
  constructor(
    private readonly cdnUrl: string,
    private readonly mostBytes = CACHE_BYTES,
  ) {}

  async get(urls: readonly string[]): Promise<Map<string, Image>> {
    const found = await Promise.all(
      [...new Set(urls)].map(async (url) => [url, await this.one(url)] as const),
    );
    return new Map(found.filter((pair): pair is readonly [string, Image] => pair[1] !== null));
  }

  private one(url: string): Promise<Image | null> {
    const present = this.entries.get(url);
    if (present) {
      this.entries.delete(url);
      if (present.staleAt > Date.now()) {
        this.entries.set(url, present);
        return present.image;
      }
      this.bytes -= present.bytes;
    }
    const entry: Entry = { image: this.fetch(url), bytes: 0, staleAt: Number.POSITIVE_INFINITY };
    this.entries.set(url, entry);
    void this.account(url, entry);
    return entry.image;
  }

  private async account(url: string, entry: Entry): Promise<void> {
    const image = await entry.image;
    if (this.entries.get(url) !== entry) return;
    if (image === null) entry.staleAt = Date.now() + FAILED_FOR_MS;
    // An address that failed takes some room too, so that their number is bounded.
    entry.bytes = image === null ? 1_024 : image.width * image.height * 4;
    this.bytes += entry.bytes;
    for (const [oldest, { bytes }] of this.entries) {
      if (this.bytes <= this.mostBytes) break;
      this.entries.delete(oldest);
      this.bytes -= bytes;
    }
  }

  private async fetch(url: string): Promise<Image | null> {
    if (!url.startsWith(`${this.cdnUrl}/`)) return null;
    try {
      const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(FETCH_MS) });
      if (!response.ok || !response.body) {
        await response.body?.cancel();
        return null;
      }
      const file = await bounded(response.body);
      return isSmall(file) ? await loadImage(file) : null;
    } catch {
      return null;
    }
  }
}

function isSmall(file: Buffer): boolean {
  const size = imageSize(file);
  return size !== null && Math.max(size.width, size.height) <= LONGEST_SIDE;
}

async function bounded(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new Error('larger than a picture of ours may be');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
