import { Injectable, Logger } from '@nestjs/common';
import { DiscordAPIError, type Message, RESTJSONErrorCodes, type User } from 'discord.js';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { Clock, DomainError, groupBy } from '../../common';
import { AppConfig } from '../../config';
import { DatabaseExport, type ExportedFile } from '../../database';
import { asMessage } from '../../discord';
import {
  exportFailedView,
  type ExportFile,
  exportFilesView,
  type ExportProgressModel,
  exportProgressView,
  type ExportSummaryModel,
  exportSummaryView,
} from './export.view';
import { packFiles } from './pack-files';

/** Discord takes 10 MiB from a bot (https://discord.com/developers/docs/reference#uploading-files), form and all. */
const MOST_BYTES = 9 * 1024 * 1024;
/** A table of more files than this is for the disk: nobody wants to press that often. */
const MOST_PARTS = 10;
const EDIT_EVERY_MS = 2_000;

type LocalFile = ExportFile & Pick<ExportedFile, 'path'>;

export interface BegunExport {
  /** Leads to the direct message that says how far it is. */
  readonly messageUrl: string;
  readonly finished: Promise<void>;
}

/** Makes an export and sends it to a person, never anywhere else. One at a time. */
@Injectable()
export class ExportSender {
  private readonly logger = new Logger('Export');
  private readonly folder: string;
  private isRunning = false;

  constructor(
    private readonly database: DatabaseExport,
    private readonly clock: Clock,
    config: AppConfig,
  ) {
    this.folder = join(config.dataPath, 'export');
  }

  /** @throws DomainError when one is on its way, or when the person takes no direct messages. */
  async begin(user: User): Promise<BegunExport> {
    if (this.isRunning) {
      throw new DomainError('export-running', 'An export is on its way already. Wait until it is there.');
    }
    this.isRunning = true;
    try {
      const header = await this.open(user);
      const finished = this.finish(header);
      // Whoever asked may be gone before they wait for it.
      finished.catch(() => undefined);
      return { messageUrl: header.url, finished };
    } catch (error) {
      this.isRunning = false;
      throw error;
    }
  }

  /** Before the work, which would be in vain when nobody can be told. */
  private async open(user: User): Promise<Message> {
    try {
      return await user.send(asMessage(exportProgressView({ doing: 'beginning' })));
    } catch (error) {
      if (
        !(error instanceof DiscordAPIError) ||
        error.code !== RESTJSONErrorCodes.CannotSendMessagesToThisUser
      )
        throw error;
      throw new DomainError(
        'dm-closed',
        'Discord does not let me write to you. Allow direct messages in this server’s **Privacy Settings**, then ask again. Nothing was exported.',
      );
    }
  }

  private async finish(header: Message): Promise<void> {
    try {
      const summary = await this.make(header);
      if (summary.kept.length === 0) await rm(this.folder, { recursive: true, force: true });
      await header.edit(asMessage(exportSummaryView(summary)));
    } catch (error) {
      await header.edit(asMessage(exportFailedView())).catch(() => undefined);
      throw error;
    } finally {
      this.isRunning = false;
    }
  }

  private async make(header: Message): Promise<ExportSummaryModel> {
    const show = this.progressIn(header);
    const exported = await this.database.run({
      folder: this.folder,
      mostBytes: MOST_BYTES,
      onProgress: (progress) => {
        show({ doing: 'reading', ...progress });
      },
    });
    const files = exported.map((file): LocalFile => ({ ...file, name: basename(file.path) }));
    const tables = [...groupBy(files, ({ table }) => table).values()];
    const toSend = tables.filter((parts) => parts.length <= MOST_PARTS).flat();
    const sent: LocalFile[] = [];
    const refusal = await this.send(header, toSend, (message) => {
      sent.push(...message);
      show({ doing: 'sending', sent: sent.length, files: toSend.length });
    });
    const kept = files.filter((file) => !sent.includes(file));
    return { sent, kept, folder: this.folder, refusal };
  }

  /** @returns why Discord did not take all of them; null when it did. */
  private async send(
    { channel }: Message,
    files: readonly LocalFile[],
    onSent: (message: readonly LocalFile[]) => void,
  ): Promise<string | null> {
    if (!channel.isSendable()) throw new TypeError('The direct message takes no messages');
    try {
      for (const message of packFiles(files, MOST_BYTES)) {
        await channel.send({
          ...asMessage(exportFilesView(message)),
          files: message.map(({ path, name }) => ({ attachment: path, name })),
        });
        onSent(message);
        await Promise.all(message.map(({ path }) => rm(path)));
      }
      return null;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.logger.warn(`A file of the export was not sent: ${reason}`);
      return reason;
    }
  }

  /** Edits in the order they were asked for, not more often than a reader needs. */
  private progressIn(header: Message): (progress: ExportProgressModel) => void {
    let shownAt = this.clock.now().getTime();
    return (progress) => {
      const now = this.clock.now().getTime();
      if (now - shownAt < EDIT_EVERY_MS) return;
      shownAt = now;
      header.edit(asMessage(exportProgressView(progress))).catch((error: unknown) => {
        this.logger.debug(`The progress of the export was not shown: ${String(error)}`);
      });
    };
  }
}
