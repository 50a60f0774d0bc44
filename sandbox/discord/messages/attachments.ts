import { asJson, asList, asText, Json } from '../wire/json';
import { SnowflakeSource } from '../wire/snowflake-source';
import { UploadedFile } from '../rest/exchange';
import { StoredAttachment } from '../world/records';

/** Discord keeps letters, digits, dots, dashes and underscores of a file's name. */
export function cleanFilename(filename: string): string {
  return filename.replaceAll(/[^\w.-]+/g, '_').replace(/^[_.]+/, '') || 'file';
}

/**
 * The attachments of a message after a request: the uploaded ones, and on an edit those present ones that
 * `attachments` still lists (all of them when it is absent).
 */
export function attachmentsAfter(
  body: Json,
  files: readonly UploadedFile[],
  present: readonly StoredAttachment[],
  store: { ids: SnowflakeSource; url: (attachmentId: string, filename: string) => string },
): StoredAttachment[] {
  const listed = Array.isArray(body.attachments) ? asList(body.attachments).map(asJson) : null;
  const ids = listed?.map(({ id }) => String(id));
  const kept = present.filter(({ id }) => ids?.includes(id) ?? true);
  const uploaded = files.map((file): StoredAttachment => {
    const entry = listed?.find(({ id }) => String(id) === String(file.index));
    const filename = cleanFilename(asText(entry?.filename) || file.filename);
    const id = store.ids.next();
    return {
      id,
      filename,
      contentType: file.contentType,
      description: asText(entry?.description) || null,
      size: file.data.length,
      url: store.url(id, filename),
      data: file.data,
    };
  });
  return [...kept, ...uploaded];
}
