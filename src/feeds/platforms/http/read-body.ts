import type { Dispatcher } from 'undici';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';
import { TransportError } from './transport.errors';

const decoders: Readonly<
  Record<string, (data: Buffer, limit: { maxOutputLength: number }) => Promise<Buffer>>
> = {
  gzip: promisify(gunzip),
  br: promisify(brotliDecompress),
};

/** @throws TransportError when the body exceeds `maxBytes`, compressed or not, or cannot be decompressed. */
export async function readBody(response: Dispatcher.ResponseData, maxBytes: number): Promise<string> {
  return (await readBytes(response, maxBytes)).toString('utf8');
}

/** As `readBody`, for documents in other encodings than UTF-8. */
export async function readBytes(response: Dispatcher.ResponseData, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response.body as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Leaving the loop early destroys the stream and with it the connection.
    if (size > maxBytes) throw new TransportError(`the answer exceeds ${maxBytes} bytes`, false);
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
    const reason = error instanceof Error ? error.message : String(error);
    throw new TransportError(`the answer cannot be decompressed: ${reason}`, false, { cause: error });
  }
}
