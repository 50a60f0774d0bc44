import { Injectable } from '@nestjs/common';

import { BotMetaRepository, UnitOfWork } from '../database';

const KEY = 'registered_commands';

/** Remembers, across restarts, which commands Discord was told last. */
@Injectable()
export class RegisteredCommands {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly meta: BotMetaRepository,
  ) {}

  async areRegistered(fingerprint: string): Promise<boolean> {
    return (await this.meta.get(KEY)) === fingerprint;
  }

  async remember(fingerprint: string): Promise<void> {
    await this.unitOfWork.run(() => this.meta.set(KEY, fingerprint));
  }
}
