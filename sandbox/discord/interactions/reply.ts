import { InteractionResponseType as Answer } from 'discord.js';
import { RecordedRequest } from '../rest/exchange';
import { MessageStore } from '../world/message-store';
import { StoredMessage } from '../world/records';
import { LiveInteraction, ShownModal, Suggestion } from './live-interaction';
import { until } from './until';

/** How the bot answered, as the person sees it. */
export interface Reply {
  readonly interactionId: string;
  /**
   * `message`: a new message; `update`: the message whose component was used has changed; `deferred`: a component was
   * acknowledged and its message left as it was; `deleted`: the answer was taken back.
   */
  readonly kind: 'message' | 'update' | 'deferred' | 'deleted' | 'modal' | 'autocomplete';
  /** The bot acknowledged first and answered later. */
  readonly deferred: boolean;
  readonly ephemeral: boolean;
  /** As it was when the bot had answered; later states are in `SandboxDiscord.message(id)`. */
  readonly message?: StoredMessage;
  /** Live: also those that came after the reply was handed out. */
  readonly followUps: readonly StoredMessage[];
  readonly modal?: ShownModal;
  readonly choices?: readonly Suggestion[];
}

/** A deferred component may stay without an edit; after this long it counts as answered. */
const SETTLED_AFTER_MS = 1_000;

export async function replyTo(
  interaction: LiveInteraction,
  messages: MessageStore,
  requests: readonly RecordedRequest[],
  timeoutMs: number,
): Promise<Reply> {
  const firstRequest = requests.length;
  let acknowledgedAt: number | null = null;
  const isAnswered = () => {
    if (interaction.acknowledgement === null) return false;
    acknowledgedAt ??= Date.now();
    return isComplete(interaction, Date.now() - acknowledgedAt);
  };
  await until(isAnswered, timeoutMs, () => {
    const { acknowledgement } = interaction;
    const state =
      acknowledgement === null
        ? 'was not acknowledged'
        : `was acknowledged with type ${acknowledgement.type} only`;
    const seen = requests.slice(firstRequest).map(describeRequest).join('\n');
    return `an answer to the interaction ${interaction.id}, which ${state}. Requests since:\n${seen || '(none)'}`;
  });
  return readReply(interaction, messages);
}

function isComplete(interaction: LiveInteraction, sinceMs: number): boolean {
  const { acknowledgement, originalWasEdited, originalWasDeleted, followUpIds } = interaction;
  switch (acknowledgement?.type) {
    case Answer.DeferredChannelMessageWithSource:
      return originalWasEdited || originalWasDeleted;
    case Answer.DeferredMessageUpdate:
      return originalWasEdited || originalWasDeleted || followUpIds.length > 0 || sinceMs >= SETTLED_AFTER_MS;
    default:
      return true;
  }
}

function readReply(interaction: LiveInteraction, messages: MessageStore): Reply {
  const { acknowledgement, originalId, modal, choices } = interaction;
  const message = originalId === null ? undefined : messages.find(originalId);
  return {
    interactionId: interaction.id,
    kind: kindOf(interaction, message),
    deferred:
      acknowledgement?.type === Answer.DeferredChannelMessageWithSource ||
      acknowledgement?.type === Answer.DeferredMessageUpdate,
    ephemeral: message === undefined ? acknowledgement?.isEphemeral === true : message.visibleTo !== null,
    get followUps() {
      return interaction.followUpIds.flatMap((id) => messages.find(id) ?? []);
    },
    ...(message && { message }),
    ...(modal && { modal }),
    ...(choices && { choices }),
  };
}

function kindOf(interaction: LiveInteraction, message: StoredMessage | undefined): Reply['kind'] {
  switch (interaction.acknowledgement?.type) {
    case Answer.Modal:
      return 'modal';
    case Answer.ApplicationCommandAutocompleteResult:
      return 'autocomplete';
    case Answer.UpdateMessage:
      return message ? 'update' : 'deleted';
    case Answer.DeferredMessageUpdate:
      if (message === undefined) return 'deleted';
      return interaction.originalWasEdited ? 'update' : 'deferred';
    default:
      return message ? 'message' : 'deleted';
  }
}

export function describeRequest({ method, path, status, responseBody }: RecordedRequest): string {
  const refusal = status === null || status >= 400 ? ` ${JSON.stringify(responseBody)}` : '';
  return `${method} ${path.replace(/[\w-]{40,}/, '…')} -> ${status ?? 'no answer'}${refusal}`;
}
