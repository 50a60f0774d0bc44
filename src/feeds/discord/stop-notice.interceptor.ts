import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  Logger,
  type NestInterceptor,
} from '@nestjs/common';
import {
  BaseInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  PermissionFlagsBits,
} from 'discord.js';
import { NecordExecutionContext } from 'necord';
import { concatMap, type Observable } from 'rxjs';

import { toSnowflake } from '../../common';
import { asEphemeral } from '../../discord';
import type { Target } from '../../subscribers';
import { StopNoticeService } from '../health/stop-notice.service';
import { StopNoticePresenter } from './stop-notice.presenter';
import { stopNoticeView } from './stop-notice.view';

/**
 * After each answered `/feed` command, once a stop: who can do something about it and has not been shown it yet is.
 * For a member whose direct messages are closed this is the only way.
 */
@Injectable()
export class StopNoticeInterceptor implements NestInterceptor {
  private readonly logger = new Logger('Feeds');

  constructor(
    private readonly notices: StopNoticeService,
    private readonly presenter: StopNoticePresenter,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const interaction = feedCommand(context);
    if (interaction === null) return next.handle();
    return next.handle().pipe(
      concatMap(async (result: unknown) => {
        await this.tell(interaction);
        return result;
      }),
    );
  }

  /** The command itself has succeeded; a notice that cannot be shown now is shown with the next one. */
  private async tell(interaction: ChatInputCommandInteraction): Promise<void> {
    try {
      for (const target of targetsOf(interaction)) {
        const notice = await this.notices.findUnshown(target);
        if (!notice) continue;
        await interaction.followUp(asEphemeral(stopNoticeView(this.presenter.present(notice))));
        await this.notices.markShown(target);
      }
    } catch (error) {
      this.logger.warn(
        `A notice could not be shown: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}

function targetsOf({ guildId, memberPermissions, user }: ChatInputCommandInteraction): Target[] {
  const own: Target = { type: 'dm', targetId: toSnowflake(user.id) };
  if (guildId === null || memberPermissions?.has(PermissionFlagsBits.ManageGuild) !== true) return [own];
  return [{ type: 'guild', targetId: toSnowflake(guildId) }, own];
}

/** Subcommands whose answer is about it. */
const SHOWS_IT_ITSELF: readonly string[] = ['health', 'test'];

/** Every handler of the bot passes here. */
function feedCommand(context: ExecutionContext): ChatInputCommandInteraction | null {
  const [event] = NecordExecutionContext.create(context).getContext<[unknown]>();
  if (!(event instanceof BaseInteraction)) return null;
  const interaction = event as Interaction;
  if (!interaction.isChatInputCommand() || interaction.commandName !== 'feed') return null;
  return SHOWS_IT_ITSELF.includes(interaction.options.getSubcommand(false) ?? '') ? null : interaction;
}
