import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { BaseInteraction, DiscordAPIError, RESTJSONErrorCodes } from 'discord.js';
import { NecordArgumentsHost } from 'necord';
import { randomBytes } from 'node:crypto';

import { DomainError } from '../common';
import { InteractionMonitoring, type Outcome } from './interaction-monitoring';
import { asEphemeral, asMessage, notice, type View } from './components';

/** The interaction is gone or was answered already: there is nobody left to tell. */
const TOO_LATE: readonly (string | number)[] = [
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
  RESTJSONErrorCodes.InvalidWebhookToken,
];

/**
 * The only place where errors of handlers are answered. Async on purpose: Nest rethrows what a synchronous filter
 * of a necord context returns nothing for, and discord.js turns that into an `error` event.
 */
@Catch()
export class InteractionExceptionFilter implements ExceptionFilter {
  private readonly logger = new Logger('Interactions');

  constructor(private readonly monitoring: InteractionMonitoring) {}

  async catch(exception: unknown, host: ArgumentsHost): Promise<void> {
    const [interaction] = NecordArgumentsHost.create(host).getContext<[unknown]>();
    if (interaction instanceof BaseInteraction)
      this.monitoring.ended(interaction as BaseInteraction, outcomeOf(exception));
    if (isTooLate(exception)) {
      this.logger.warn(`Answered too late: ${exception.message}`);
      return;
    }
    const view = this.describe(exception);
    // Listeners of other events come here too; there is nobody to answer.
    if (!(interaction instanceof BaseInteraction)) return;
    try {
      await answer(interaction as BaseInteraction, view);
    } catch (error) {
      this.logger.warn(
        `The error could not be shown: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  private describe(exception: unknown): View {
    if (isExpected(exception)) {
      this.logger.debug(`${exception.code}: ${exception.message}`);
      return notice('warning', exception.message);
    }
    const reference = randomBytes(4).toString('hex');
    const [message, stack] =
      exception instanceof Error ? [exception.message, exception.stack] : [String(exception), undefined];
    this.logger.error(`[${reference}] ${message}`, stack);
    return notice(
      'bad',
      `Something went wrong on my side. Look whether it was done before you try again; if it keeps happening, give the bot's owner this reference: \`${reference}\``,
    );
  }
}

function isTooLate(exception: unknown): exception is DiscordAPIError {
  return exception instanceof DiscordAPIError && TOO_LATE.includes(exception.code);
}

function isExpected(exception: unknown): exception is DomainError {
  return exception instanceof DomainError && exception.severity === 'expected';
}

function outcomeOf(exception: unknown): Outcome {
  if (isTooLate(exception)) return 'late';
  return isExpected(exception) ? 'refused' : 'failed';
}

async function answer(interaction: BaseInteraction, view: View): Promise<void> {
  if (interaction.isAutocomplete()) {
    if (!interaction.responded) await interaction.respond([]);
    return;
  }
  if (!interaction.isRepliable()) return;
  // Whose update was deferred has a message already that is worth more than the error.
  const isAwaited = interaction.deferred && !interaction.replied && interaction.ephemeral !== null;
  if (isAwaited) await interaction.editReply(asMessage(view));
  else if (interaction.deferred || interaction.replied) await interaction.followUp(asEphemeral(view));
  else await interaction.reply(asEphemeral(view));
}
