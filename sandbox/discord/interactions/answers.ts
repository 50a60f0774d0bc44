import { InteractionResponseType as Answer, InteractionType, MessageFlags, MessageType } from 'discord.js';
import { Component } from '../components/component';
import { MessageWriter } from '../messages/message-writer';
import { UploadedFile } from '../rest/exchange';
import { validateModal, validateSuggestions } from '../validation/answer-rules';
import { Form, FormErrors } from '../validation/form';
import { refusals } from '../wire/discord-error';
import { asJson, asList, asNumber, asText, Json } from '../wire/json';
import { MessageStore } from '../world/message-store';
import { StoredMessage } from '../world/records';
import { LiveInteraction, Suggestion } from './live-interaction';

const MESSAGES: readonly Answer[] = [
  Answer.ChannelMessageWithSource,
  Answer.DeferredChannelMessageWithSource,
];
const UPDATES: readonly Answer[] = [Answer.DeferredMessageUpdate, Answer.UpdateMessage];

/** Which answers an interaction takes. */
const ALLOWED: Partial<Record<InteractionType, readonly Answer[]>> = {
  [InteractionType.ApplicationCommand]: [...MESSAGES, Answer.Modal],
  [InteractionType.MessageComponent]: [...MESSAGES, ...UPDATES, Answer.Modal],
  [InteractionType.ApplicationCommandAutocomplete]: [Answer.ApplicationCommandAutocompleteResult],
  [InteractionType.ModalSubmit]: [...MESSAGES, ...UPDATES],
};

/** The bot's side of an interaction: the first answer, then edits and follow-ups. */
export class Answers {
  constructor(
    private readonly writer: MessageWriter,
    private readonly messages: MessageStore,
  ) {}

  /** The callback; its data is applied before it counts as the acknowledgement, so a refused one can be repeated. */
  acknowledge(interaction: LiveInteraction, body: Json, files: readonly UploadedFile[]): void {
    const type = this.checkedType(interaction, body);
    const data = asJson(body.data);
    const isEphemeral = (asNumber(data.flags) & MessageFlags.Ephemeral) !== 0;
    switch (type) {
      case Answer.ChannelMessageWithSource:
        interaction.originalId = this.write(interaction, data, files, ['data']).id;
        break;
      case Answer.DeferredChannelMessageWithSource:
        interaction.originalId = this.placeholder(interaction, isEphemeral).id;
        break;
      case Answer.UpdateMessage:
        interaction.originalId = this.writer.edit(this.source(interaction), {
          body: data,
          files,
          at: ['data'],
        }).id;
        break;
      case Answer.DeferredMessageUpdate:
        interaction.originalId = interaction.sourceMessageId;
        break;
      case Answer.Modal:
        validateModal(data);
        interaction.modal = {
          interactionId: interaction.id,
          customId: asText(data.custom_id),
          title: asText(data.title),
          components: asList(data.components) as Component[],
        };
        break;
      default:
        validateSuggestions(data, interaction.suggestsNumbers);
        interaction.choices = asList(data.choices) as Suggestion[];
    }
    interaction.acknowledgement = { type, isEphemeral };
  }

  original(interaction: LiveInteraction): StoredMessage {
    const message = interaction.originalId === null ? undefined : this.messages.find(interaction.originalId);
    if (message === undefined) throw refusals.unknownMessage();
    return message;
  }

  /** A message of this interaction: `@original` or the id of any of its answers. */
  answer(interaction: LiveInteraction, messageId: string): StoredMessage {
    if (messageId === '@original' || messageId === interaction.originalId) return this.original(interaction);
    const message = interaction.followUpIds.includes(messageId) ? this.messages.find(messageId) : undefined;
    if (message === undefined) throw refusals.unknownMessage();
    return message;
  }

  edit(
    interaction: LiveInteraction,
    messageId: string,
    body: Json,
    files: readonly UploadedFile[],
  ): StoredMessage {
    const edited = this.writer.edit(this.answer(interaction, messageId), { body, files });
    if (edited.id === interaction.originalId) interaction.originalWasEdited = true;
    return edited;
  }

  delete(interaction: LiveInteraction, messageId: string): void {
    const message = this.answer(interaction, messageId);
    this.messages.delete(message);
    if (message.id === interaction.originalId) interaction.originalWasDeleted = true;
  }

  /** The first follow-up of a deferred answer takes the place of «… is thinking». */
  followUp(interaction: LiveInteraction, body: Json, files: readonly UploadedFile[]): StoredMessage {
    const original = interaction.originalId === null ? undefined : this.messages.find(interaction.originalId);
    if (original !== undefined && (original.flags & MessageFlags.Loading) !== 0)
      return this.edit(interaction, '@original', body, files);
    const message = this.write(interaction, body, files, []);
    interaction.followUpIds.push(message.id);
    return message;
  }

  private checkedType(interaction: LiveInteraction, body: Json): Answer {
    const errors = new FormErrors();
    const type = new Form(body, [], errors).oneOf('type', this.allowedTypes(interaction));
    errors.throwIfAny();
    return type ?? Answer.Pong;
  }

  private allowedTypes({ type, sourceMessageId }: LiveInteraction): readonly Answer[] {
    const allowed = ALLOWED[type] ?? [];
    return sourceMessageId === null ? allowed.filter((answer) => !UPDATES.includes(answer)) : allowed;
  }

  private source({ sourceMessageId }: LiveInteraction): StoredMessage {
    const message = sourceMessageId === null ? undefined : this.messages.find(sourceMessageId);
    if (message === undefined) throw refusals.unknownMessage();
    return message;
  }

  private placeholder(interaction: LiveInteraction, isEphemeral: boolean): StoredMessage {
    const flags = MessageFlags.Loading | (isEphemeral ? MessageFlags.Ephemeral : 0);
    return this.writer.create({ ...this.draft(interaction), body: {}, files: [], placeholderFlags: flags });
  }

  private write(
    interaction: LiveInteraction,
    body: Json,
    files: readonly UploadedFile[],
    at: string[],
  ): StoredMessage {
    return this.writer.create({ ...this.draft(interaction), body, files, at });
  }

  private draft(interaction: LiveInteraction) {
    const { channelId, userId, metadata, type } = interaction;
    const isCommand = type === InteractionType.ApplicationCommand;
    const messageType = isCommand ? MessageType.ChatInputCommand : MessageType.Default;
    return { channelId, interaction: metadata, viewerId: userId, type: messageType };
  }
}
