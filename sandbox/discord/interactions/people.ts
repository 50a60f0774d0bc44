import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionType,
  MessageFlags,
} from 'discord.js';
import { RecordedRequest } from '../rest/exchange';
import { Json } from '../wire/json';
import { CommandStore, RegisteredCommand } from '../world/command-store';
import { Directory } from '../world/directory';
import { MessageStore } from '../world/message-store';
import { userPayload } from '../world/payloads';
import { StoredAttachment, StoredMessage } from '../world/records';
import { chatInputData, checkOffered, declaredOption } from './command-use';
import { componentData, usableComponent } from './component-use';
import { envelope, Place, Scene, sceneOf } from './envelope';
import { ForgedInput, forgedData } from './forged-use';
import { InteractionStore } from './interaction-store';
import { LiveInteraction, ShownModal } from './live-interaction';
import { ModalFields, modalData } from './modal-use';
import { OptionFile, OptionValues } from './option-values';
import { Reply, replyTo } from './reply';
import { Resolved } from './resolved';
import { until } from './until';

export interface CommandInput extends Place {
  name: string;
  /** Group and subcommand: `['subscribe']`. */
  path?: readonly string[];
  options?: OptionValues;
  /** The user or the message of a context menu command. */
  targetId?: string;
  /** An administrator opened the command to people without its default permissions. */
  allowedByOverride?: boolean;
  timeoutMs?: number;
}

export interface AutocompleteInput extends Omit<CommandInput, 'targetId'> {
  /** The option that is being typed; what was typed is its value in `options`. */
  focused: string;
}

export interface PressInput {
  userId: string;
  message: StoredMessage;
  customId: string;
  /** What was chosen in a select: values, or ids. */
  values?: readonly string[];
  locale?: string;
  timeoutMs?: number;
}

export interface ModalInput {
  userId: string;
  modal: ShownModal;
  fields: ModalFields;
  locale?: string;
  timeoutMs?: number;
}

export interface PeopleServices {
  readonly directory: Directory;
  readonly messages: MessageStore;
  readonly interactions: InteractionStore;
  readonly commands: (guildId: string | null) => CommandStore;
  readonly requests: readonly RecordedRequest[];
  readonly hasSession: () => boolean;
  readonly upload: (channelId: string, file: OptionFile) => StoredAttachment;
}

const DEFAULT_TIMEOUT_MS = 5_000;

/** What people do in Discord's client; each act resolves with the bot's answer. */
export class People {
  constructor(private readonly services: PeopleServices) {}

  async command(input: CommandInput): Promise<Reply> {
    const { command, scene } = await this.offered(input);
    const resolved = this.resolved(scene);
    const data =
      command.type === ApplicationCommandType.ChatInput
        ? chatInputData(command, input.path ?? [], input.options ?? {}, {
            resolved,
            upload: (file) => this.services.upload(scene.channel.id, file),
          })
        : this.contextMenuData(command, scene, input.targetId ?? '', resolved);
    return this.act(scene, InteractionType.ApplicationCommand, data, input.timeoutMs, {
      extra: input.targetId === undefined ? {} : this.target(command, input.targetId),
    });
  }

  async autocomplete(input: AutocompleteInput): Promise<Reply> {
    const { command, scene } = await this.offered(input);
    const { path = [], focused } = input;
    const option = declaredOption(command, path, focused);
    const data = chatInputData(command, path, input.options ?? {}, {
      resolved: this.resolved(scene),
      upload: (file) => this.services.upload(scene.channel.id, file),
      focused,
    });
    const type = InteractionType.ApplicationCommandAutocomplete;
    return this.act(scene, type, data, input.timeoutMs, {
      suggestsNumbers: option.type !== ApplicationCommandOptionType.String,
    });
  }

  async press(input: PressInput): Promise<Reply> {
    const message = this.services.messages.find(input.message.id);
    if (message === undefined) throw new Error(`The message ${input.message.id} is gone`);
    if (message.visibleTo !== null && message.visibleTo !== input.userId)
      throw new Error(`Only ${message.visibleTo} sees the message ${message.id}`);
    const { userId, locale, customId } = input;
    const scene = this.sceneAt(message.channelId, userId, locale);
    const component = usableComponent(message, customId);
    const data = componentData(component, input.values, this.resolved(scene));
    return this.act(scene, InteractionType.MessageComponent, data, input.timeoutMs, { source: message });
  }

  async submitModal(input: ModalInput): Promise<Reply> {
    const trigger = this.services.interactions.find(input.modal.interactionId);
    if (trigger?.userId !== input.userId) throw new Error(`The modal was not shown to ${input.userId}`);
    const scene = this.sceneAt(trigger.channelId, input.userId, input.locale);
    const data = modalData(input.modal, input.fields, this.resolved(scene));
    const { sourceMessageId } = trigger;
    const source = sourceMessageId === null ? undefined : this.services.messages.find(sourceMessageId);
    return this.act(scene, InteractionType.ModalSubmit, data, input.timeoutMs, {
      ...(source && { source }),
      extra: { triggering_interaction_metadata: trigger.metadata },
    });
  }

  /** As somebody whose client was tampered with: also with what was never shown to them. */
  async forge(input: ForgedInput): Promise<Reply> {
    const isModal = input.componentType === undefined;
    const type = isModal ? InteractionType.ModalSubmit : InteractionType.MessageComponent;
    const scene = sceneOf(this.services.directory, input);
    return this.act(scene, type, forgedData(input), input.timeoutMs, { source: input.message });
  }

  private async act(
    scene: Scene,
    type: InteractionType,
    data: Json,
    timeoutMs = DEFAULT_TIMEOUT_MS,
    {
      source,
      extra = {},
      suggestsNumbers = false,
    }: { source?: StoredMessage; extra?: Json; suggestsNumbers?: boolean },
  ): Promise<Reply> {
    const { directory, interactions, messages, requests } = this.services;
    const common = envelope(directory, scene);
    const interaction = interactions.create({
      type,
      suggestsNumbers,
      userId: scene.userId,
      guildId: scene.guild?.id ?? null,
      channelId: scene.channel.id,
      sourceMessageId: source?.id ?? null,
      metadata: (id) => ({
        id,
        type,
        user: userPayload(directory.user(scene.userId)),
        authorizing_integration_owners: common.authorizing_integration_owners,
        ...(type === InteractionType.MessageComponent && { interacted_message_id: source?.id }),
        ...extra,
      }),
    });
    const reply = replyTo(interaction, messages, requests, timeoutMs);
    this.publish(interaction, { ...common, data, ...(source && { message: messages.payload(source) }) });
    return reply;
  }

  private publish({ id, token, type, guildId }: LiveInteraction, payload: Json): void {
    const data = { ...payload, id, token, type };
    this.services.directory.emit({ name: 'INTERACTION_CREATE', data, guildId, intent: 0 });
  }

  /** The command as the person finds it; waits for a bot that is still starting. */
  private async offered(input: CommandInput): Promise<{ command: RegisteredCommand; scene: Scene }> {
    const { directory, commands, hasSession } = this.services;
    const scene = sceneOf(directory, input);
    const all = () => [...(scene.guild ? commands(scene.guild.id).list() : []), ...commands(null).list()];
    await until(
      () => hasSession() && all().length > 0,
      input.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      () => (hasSession() ? 'any command registered' : 'a bot logged in'),
    );
    const isContextMenu = input.targetId !== undefined;
    const command = all().find(
      ({ name, type }) =>
        name === input.name && (type !== ApplicationCommandType.ChatInput) === isContextMenu,
    );
    if (command === undefined) {
      const names = all().map(({ name }) => name);
      throw new Error(`There is no command "${input.name}"; there are: ${names.join(', ')}`);
    }
    checkOffered(command, scene, input.allowedByOverride ?? false);
    return { command, scene };
  }

  private contextMenuData(
    command: RegisteredCommand,
    scene: Scene,
    targetId: string,
    resolved: Resolved,
  ): Json {
    if (command.type === ApplicationCommandType.User) resolved.user(targetId);
    else {
      const { messages } = this.services;
      const message = messages.get(scene.channel.id, targetId);
      resolved.message(
        targetId,
        messages.payload({ ...message, flags: message.flags & ~MessageFlags.Loading }),
      );
    }
    const { id, name, type } = command;
    return { id, name, type, target_id: targetId, resolved: resolved.toJson() };
  }

  private target(command: RegisteredCommand, targetId: string): Json {
    if (command.type !== ApplicationCommandType.User) return { target_message_id: targetId };
    return { target_user: userPayload(this.services.directory.user(targetId)) };
  }

  private sceneAt(channelId: string, userId: string, locale?: string): Scene {
    return sceneOf(this.services.directory, { channelId, userId, ...(locale !== undefined && { locale }) });
  }

  private resolved(scene: Scene): Resolved {
    return new Resolved(this.services.directory, scene.guild, scene.userId);
  }
}
