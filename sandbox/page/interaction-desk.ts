import type { OptionValue, OptionValues, Reply, ShownModal, StoredMessage } from '../discord';
import type { CommandRequest, ModalRequest, PageAnswer, PageMessage, PressRequest } from './protocol';
import type { SandboxSession } from './sandbox-session';
import { messageOf } from './snapshot';

/** Discord's client gives the bot three seconds to acknowledge; what it then works on may take its time. */
const PATIENCE_MS = 20_000;
const SUGGESTED_WITHIN_MS = 3_500;

interface Nested {
  readonly name: string;
  readonly type: number;
  readonly options?: readonly Nested[];
}

/** Carries what the visitor does to the sandbox's Discord, and the bot's answers back. */
export class InteractionDesk {
  private readonly modals = new Map<string, ShownModal>();
  /** The command line that each interaction came from. */
  private readonly commandLines = new Map<string, string>();

  constructor(private readonly session: SandboxSession) {
    session.discord.onEvent(({ name, data }) => {
      if (name !== 'INTERACTION_CREATE' || data.type !== 2) return;
      const { name: command, options = [] } = data.data as Nested;
      const path = options.flatMap((option) => (option.type <= 2 ? [option.name, ...groupOf(option)] : []));
      this.commandLines.set(String(data.id), ['/' + command, ...path].join(' '));
    });
  }

  async command(request: CommandRequest): Promise<PageAnswer> {
    return this.answered(
      await this.session.discord.command({
        ...this.place(request),
        options: optionsOf(request),
        ...(request.targetId !== undefined && { targetId: request.targetId }),
        timeoutMs: PATIENCE_MS,
      }),
    );
  }

  async autocomplete(request: CommandRequest): Promise<PageAnswer> {
    return this.answered(
      await this.session.discord.autocomplete({
        ...this.place(request),
        options: optionsOf(request),
        focused: request.focused ?? '',
        timeoutMs: SUGGESTED_WITHIN_MS,
      }),
    );
  }

  async press({ userId, messageId, customId, values }: PressRequest): Promise<PageAnswer> {
    const message = this.session.discord.message(messageId);
    if (message === undefined) throw new Error('The message is gone');
    const input = { userId, message, customId, timeoutMs: PATIENCE_MS };
    return this.answered(await this.session.discord.press({ ...input, ...(values && { values }) }));
  }

  async submitModal({ userId, interactionId, fields }: ModalRequest): Promise<PageAnswer> {
    const modal = this.modals.get(interactionId);
    if (modal === undefined) throw new Error('The form is gone');
    return this.answered(
      await this.session.discord.submitModal({ userId, modal, fields, timeoutMs: PATIENCE_MS }),
    );
  }

  /** Every message there is, oldest first in each channel. */
  messages(): PageMessage[] {
    const { discord, town } = this.session;
    const direct = this.session.everybody().flatMap(({ id }) => discord.directMessages(id));
    const inGuild = [...town.guild.channels.keys()].flatMap((id) => discord.messages(id));
    return [...inGuild, ...direct].map((message) => this.messageOf(message));
  }

  messageOf(message: StoredMessage): PageMessage {
    const { interaction } = message;
    const command = this.commandLines.get(String(interaction?.id));
    const userId = (interaction?.user as { id?: string } | undefined)?.id;
    return messageOf(message, command === undefined || userId === undefined ? null : { userId, command });
  }

  private place({ userId, channelId, name, path }: CommandRequest) {
    const { discord, town } = this.session;
    const scene =
      channelId === null
        ? { channelId: discord.openDirectChannel(userId) }
        : { guildId: town.guild.id, channelId };
    return { ...scene, userId, name, path };
  }

  private answered({ kind, modal, choices }: Reply): PageAnswer {
    if (modal !== undefined) this.modals.set(modal.interactionId, modal);
    return { kind, ...(modal && { modal }), ...(choices && { choices }) };
  }
}

function groupOf({ options = [] }: Nested): string[] {
  return options.flatMap(({ name, type }) => (type === 1 ? [name] : []));
}

function optionsOf({ options }: CommandRequest): OptionValues {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]): [string, OptionValue] => {
      if (typeof value !== 'object') return [name, value];
      const { filename, contentType, base64 } = value;
      return [name, { filename, contentType, data: Buffer.from(base64, 'base64') }];
    }),
  );
}
