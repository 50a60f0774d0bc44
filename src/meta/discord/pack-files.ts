import type { ExportFile } from './export.view';

/** Discord takes ten files a message. */
const MOST_FILES = 10;

/**
 * Files in the order given, as many a message as go into it.
 * @param mostBytes of a message; a larger file gets one by itself.
 */
export function packFiles<File extends ExportFile>(files: readonly File[], mostBytes: number): File[][] {
  const messages: File[][] = [];
  let room = 0;
  for (const file of files) {
    const last = messages.at(-1);
    if (last && last.length < MOST_FILES && file.bytes <= room) {
      last.push(file);
      room -= file.bytes;
    } else {
      messages.push([file]);
      room = mostBytes - file.bytes;
    }
  }
  return messages;
}
