import type { Dispatcher } from 'undici';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';
import { TooLargeError, TransportError } from './transport.errors';

const decoders: Readonly<
  Record<string, (data: Buffer, limit: { maxOutputLength: number }) => Promise<Buffer>>
> = {
  gzip: promisify(gunzip),
  br: promisify(brotliDecompress),
};

/**
 * @throws TooLargeError when the body exceeds `maxBytes`, compressed or not; nothing beyond that is kept or unpacked.
 * @throws TransportError when it cannot be decompressed.
 */
export async function readBytes(response: Dispatcher.ResponseData, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response.body as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Leaving the loop early destroys the stream and with it the connection.
    if (size > maxBytes) throw new TooLargeError(maxBytes);
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  const encoding = response.headers['content-encoding'];
  if (encoding === undefined || encoding === 'identity' || bytes.length === 0) return bytes;

  const decode = decoders[String(encoding).toLowerCase()];
  if (!decode) throw new TransportError(`unknown content encoding ${String(encoding)}`, false);
  try {
    return await decode(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    if (isTooLarge(error)) throw new TooLargeError(maxBytes);
    const reason = error instanceof Error ? error.message : String(error);
    throw new TransportError(`the answer cannot be decompressed: ${reason}`, false, { cause: error });
  }
}

function isTooLarge(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
  );
}
