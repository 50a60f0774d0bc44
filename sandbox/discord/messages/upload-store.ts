import { OptionFile } from '../interactions/option-values';
import { SnowflakeSource } from '../wire/snowflake-source';
import { MessageStore } from '../world/message-store';
import { StoredAttachment } from '../world/records';
import { cleanFilename } from './attachments';

/** Files that people put into options, and where any file is found again by its id. */
export class UploadStore {
  private readonly uploads = new Map<string, StoredAttachment>();

  constructor(
    private readonly ids: SnowflakeSource,
    private readonly origin: () => string,
    private readonly messages: MessageStore,
  ) {}

  add(channelId: string, file: OptionFile): StoredAttachment {
    const id = this.ids.next();
    const filename = cleanFilename(file.filename);
    const data = Buffer.from(file.data);
    const attachment = {
      ...{ id, filename, data, size: data.length, description: null, contentType: file.contentType ?? null },
      url: `${this.origin()}/attachments/${channelId}/${id}/${filename}`,
    };
    this.uploads.set(id, attachment);
    return attachment;
  }

  find(id: string): StoredAttachment | undefined {
    return this.uploads.get(id) ?? this.messages.attachment(id);
  }
}
