import { type CanActivate, type ExecutionContext, Injectable, Logger } from '@nestjs/common';
import type { BaseInteraction } from 'discord.js';

import { DomainError } from '../../common';
import { Owners } from '../owners';

/** Asks at every command and every press of the class that it guards. */
@Injectable()
export class OwnerGuard implements CanActivate {
  private readonly logger = new Logger('Owner');

  constructor(private readonly owners: Owners) {}

  /** @throws DomainError for everybody else. */
  canActivate(context: ExecutionContext): boolean {
    const [{ user, guildId }] = context.getArgByIndex<[BaseInteraction]>(0);
    const asked = `${context.getHandler().name} in ${guildId ?? 'a direct message'}`;
    if (!this.owners.includes(user.id)) {
      this.logger.warn(`${user.id} is no owner and was refused ${asked}`);
      throw new DomainError('owner-required', 'This is for who runs this bot. Nothing was done.');
    }
    this.logger.log(`${user.id} uses ${asked}`);
    return true;
  }
}
