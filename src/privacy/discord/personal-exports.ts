import { Injectable, type OnModuleInit } from '@nestjs/common';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { DomainError, type Snowflake } from '../../common';
import { AppConfig } from '../../config';
import { DatabaseExport } from '../../database';
import { type MemberScope, PersonalDataHolders } from '../personal-data';
import type { PersonalFile } from './privacy.view';

/** Discord takes 10 MiB from a bot (https://discord.com/developers/docs/reference#uploading-files), form and all. */
const MOST_BYTES = 9 * 1024 * 1024;
const MOST_AT_ONCE = 3;

export interface LocalFile extends PersonalFile {
  readonly path: string;
}

/** Makes files of what is stored about a member. They are gone when they were used. */
@Injectable()
export class PersonalExports implements OnModuleInit {
  private readonly running = new Set<Snowflake>();
  private readonly folder: string;

  constructor(
    config: AppConfig,
    private readonly database: DatabaseExport,
    private readonly holders: PersonalDataHolders,
  ) {
    this.folder = join(config.dataPath, 'personal-exports');
  }

  /** What was being made when the bot was killed has been left there. */
  async onModuleInit(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  /**
   * @param use what sends them.
   * @throws DomainError when one is on its way to this member, or several to others.
   */
  async make(scope: MemberScope, use: (files: readonly LocalFile[]) => Promise<void>): Promise<void> {
    const { userId } = scope;
    if (this.running.has(userId)) {
      throw new DomainError('export-running', 'Your export is on its way already.');
    }
    if (this.running.size >= MOST_AT_ONCE) {
      throw new DomainError('exports-running', 'Others are exporting just now. Try again in a minute.');
    }
    this.running.add(userId);
    const folder = join(this.folder, userId);
    try {
      const queries = this.holders.all.flatMap((holder) => holder.exported(scope));
      const request = { folder, mostBytes: MOST_BYTES, name: 'your-data', queries };
      const files = await this.database.runQueries(request);
      await use(files.map(({ path, rows }) => ({ path, rows, name: basename(path) })));
    } finally {
      await rm(folder, { recursive: true, force: true });
      this.running.delete(userId);
    }
  }
}
