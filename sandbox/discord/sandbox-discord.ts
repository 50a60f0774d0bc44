import { AddressInfo } from 'node:net';
import { MessageType } from 'discord.js';
import { FastifyInstance } from 'fastify';
import { GatewayServer } from './gateway/gateway-server';
import { Answers } from './interactions/answers';
import { InteractionStore } from './interactions/interaction-store';
import { ForgedInput } from './interactions/forged-use';
import { AutocompleteInput, CommandInput, ModalInput, People, PressInput } from './interactions/people';
import { describeRequest, Reply } from './interactions/reply';
import { until } from './interactions/until';
import { UploadStore } from './messages/upload-store';
import { MessageWriter } from './messages/message-writer';
import { RecordedRequest } from './rest/exchange';
import { Faults } from './rest/faults';
import { RateLimits } from './rest/rate-limits';
import { RequestListener, RequestLog } from './rest/request-log';
import { createRestServer } from './rest/rest-server';
import { SnowflakeSource } from './wire/snowflake-source';
import { CommandStore, RegisteredCommand } from './world/command-store';
import { Directory } from './world/directory';
import { GatewayEvent } from './world/events';
import { MessageListener, MessageStore } from './world/message-store';
import { StoredMessage } from './world/records';
import { SandboxWorld } from './sandbox-world';

export interface SandboxDiscordOptions {
  port?: number;
  /** Milliseconds; decides the windows of interactions and nonces, ids and timestamps. */
  now?: () => number;
  token?: string;
  nonceWindowMs?: number;
  rateLimits?: boolean;
}

const NONCE_WINDOW_MS = 5 * 60_000;

/** A local Discord: REST and gateway on one port of 127.0.0.1, people to act with, and trouble on demand. */
export class SandboxDiscord extends SandboxWorld {
  readonly token: string;
  readonly faults: Faults;
  readonly gateway: GatewayServer;
  readonly rateLimits: RateLimits;
  /** What Discord's specification would flag although Discord lets it pass; filled by a contract that watches. */
  readonly violations: string[] = [];
  private readonly store: MessageStore;
  private readonly log: RequestLog;
  private readonly people: People;
  private readonly commandStores = new Map<string | null, CommandStore>();
  private readonly app: Promise<FastifyInstance>;
  private port = 0;

  private constructor(options: SandboxDiscordOptions) {
    const now = options.now ?? Date.now;
    const directory = new Directory(new SnowflakeSource(now), now);
    super(directory);
    this.token = options.token ?? fakeToken(directory.applicationId);
    this.gateway = new GatewayServer(directory, this.token, () => `ws://127.0.0.1:${this.port}/gateway`);
    this.faults = new Faults(() => {
      this.gateway.cut();
    });
    this.rateLimits = new RateLimits(options.rateLimits ?? true);
    this.log = new RequestLog(now);
    this.store = new MessageStore(directory, options.nonceWindowMs ?? NONCE_WINDOW_MS);
    const origin = () => `http://127.0.0.1:${this.port}`;
    const uploads = new UploadStore(directory.ids, origin, this.store);
    const writer = new MessageWriter(directory, this.store, origin);
    const interactions = new InteractionStore(directory);
    const commands = (guildId: string | null) => this.commandsOf(guildId);
    const shared = { directory, messages: this.store, interactions, commands };
    this.people = new People({
      ...shared,
      requests: this.log.requests,
      hasSession: () => this.gateway.hasSession(),
      upload: (channelId, file) => uploads.add(channelId, file),
    });
    this.app = createRestServer(
      {
        ...shared,
        writer,
        changes: this.changes,
        answers: new Answers(writer, this.store),
        gatewayUrl: () => `ws://127.0.0.1:${this.port}/gateway`,
      },
      {
        token: this.token,
        faults: this.faults,
        rateLimits: this.rateLimits,
        log: this.log,
        findAttachment: (id) => uploads.find(id),
      },
    );
  }

  static async start(options: SandboxDiscordOptions = {}): Promise<SandboxDiscord> {
    const discord = new SandboxDiscord(options);
    const app = await discord.app;
    app.server.on('upgrade', (request, socket, head) => {
      if (discord.faults.isOutage) socket.destroy();
      else discord.gateway.upgrade(request, socket, head);
    });
    await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
    discord.port = (app.server.address() as AddressInfo).port;
    return discord;
  }

  /** The client's option `rest.api`. */
  get apiUrl(): string {
    return `http://127.0.0.1:${this.port}/api`;
  }

  /** The client's option `rest.cdn`. */
  get cdnUrl(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async close(): Promise<void> {
    this.gateway.stop();
    await (await this.app).close();
  }

  /** Oldest first; without the ephemeral ones, which are in the replies. */
  messages(channelId: string): readonly StoredMessage[] {
    return this.store.list(channelId);
  }

  /** The present state of a message, ephemeral or not; undefined once it was deleted. */
  message(messageId: string): StoredMessage | undefined {
    return this.store.find(messageId);
  }

  /** What stands in the bot's direct messages with a person; [] when none were opened. */
  directMessages(userId: string): readonly StoredMessage[] {
    const channel = this.directory.directChannels.get(userId);
    return channel === undefined ? [] : this.store.list(channel.id);
  }

  /** Where the bot writes to a person; null when it never has. */
  directChannelId(userId: string): string | null {
    return this.directory.directChannels.get(userId)?.id ?? null;
  }

  /** Opens the direct messages with the bot, as a person's client does. */
  openDirectChannel(userId: string): string {
    return this.directory.openDirectChannel(userId).id;
  }

  /** The global commands, or those of one guild. */
  commands(guildId: string | null = null): readonly RegisteredCommand[] {
    return this.commandsOf(guildId).list();
  }

  get requests(): readonly RecordedRequest[] {
    return this.log.requests;
  }

  /** Called with every request once it was answered. */
  onRequest(listener: RequestListener): void {
    this.log.onRequest(listener);
  }

  /** Called with every new state of every message, ephemeral or not. */
  onMessage(listener: MessageListener): void {
    this.store.onMessage(listener);
  }

  /** Called with everything that a bot could hear of over the gateway. */
  onEvent(listener: (event: GatewayEvent) => void): void {
    this.directory.onEvent(listener);
  }

  /** Writes a message as a person. */
  say(userId: string, channelId: string, content: string): StoredMessage {
    const message: StoredMessage = {
      ...{ id: this.directory.ids.next(), channelId, authorId: userId, content, type: MessageType.Default },
      ...{ flags: 0, components: [], embeds: [], attachments: [], nonce: null },
      mentions: { users: [], roles: [], everyone: false },
      timestamp: new Date(this.directory.now()),
      ...{ editedAt: null, visibleTo: null, interaction: null, replyTo: null },
    };
    this.store.insert(message);
    return message;
  }

  /** Uses a command, in a guild or (without `guildId`) in the direct message with the bot. */
  command(input: CommandInput): Promise<Reply> {
    return this.people.command(input);
  }

  autocomplete(input: AutocompleteInput): Promise<Reply> {
    return this.people.autocomplete(input);
  }

  /** Presses a button, or chooses `values` in a select. */
  press(input: PressInput): Promise<Reply> {
    return this.people.press(input);
  }

  submitModal(input: ModalInput): Promise<Reply> {
    return this.people.submitModal(input);
  }

  /** Sends a press or a modal that was never offered to this person. */
  forge(input: ForgedInput): Promise<Reply> {
    return this.people.forge(input);
  }

  /** Polls until a condition holds; otherwise rejects with the condition and the last requests. */
  async until(condition: () => boolean | Promise<boolean>, timeoutMs = 5_000): Promise<void> {
    await until(condition, timeoutMs, () => {
      const last = this.log.requests.slice(-10).map(describeRequest).join('\n');
      return `${condition.toString()}\nLast requests:\n${last || '(none)'}`;
    });
  }

  private commandsOf(guildId: string | null): CommandStore {
    const { applicationId, ids } = this.directory;
    const store = this.commandStores.get(guildId) ?? new CommandStore(applicationId, ids, guildId);
    this.commandStores.set(guildId, store);
    return store;
  }
}

/** Shaped like a bot's token: the id, a time and a signature. */
function fakeToken(applicationId: string): string {
  const id = Buffer.from(applicationId).toString('base64url');
  return `${id}.Sandbx.${'sandbox-token-'.repeat(3).slice(0, 38)}`;
}
