import '@fastify/multipart';
import { FastifyRequest } from 'fastify';
import { DiscordError, refusals } from '../wire/discord-error';
import { asJson, Json } from '../wire/json';
import { UploadedFile } from './exchange';

/** What a bot may upload in a server without boosts. */
export const UPLOAD_LIMIT_BYTES = 10 * 1024 * 1024;

/** The JSON of a request and its files: https://discord.com/developers/docs/reference#uploading-files */
export async function readBody(request: FastifyRequest): Promise<{ body: unknown; files: UploadedFile[] }> {
  if (!request.isMultipart()) return { body: request.body, files: [] };
  const files: UploadedFile[] = [];
  let body: unknown = {};
  for await (const part of request.parts({
    limits: { fileSize: UPLOAD_LIMIT_BYTES + 1, fields: 20, files: 20 },
  })) {
    if (part.type === 'field') {
      if (part.fieldname === 'payload_json') body = parse(part.value);
      continue;
    }
    const index = /^files\[(\d+)\]$/.exec(part.fieldname)?.[1];
    const data = await part.toBuffer();
    if (index === undefined) continue;
    files.push({ index: Number(index), filename: part.filename, contentType: part.mimetype, data });
  }
  if (files.reduce((sum, file) => sum + file.data.length, 0) > UPLOAD_LIMIT_BYTES)
    throw refusals.entityTooLarge();
  return { body, files };
}

function parse(text: unknown): Json {
  try {
    return asJson(JSON.parse(String(text)));
  } catch {
    throw new DiscordError(400, 50109, 'The request body contains invalid JSON.');
  }
}
