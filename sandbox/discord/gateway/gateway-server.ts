import { IncomingMessage, STATUS_CODES } from 'node:http';
import { Duplex } from 'node:stream';
import { GatewayOpcodes } from 'discord.js';
import { WebSocketServer } from 'ws';
import { Directory } from '../world/directory';
import { GatewayEvent } from '../world/events';
import { guildCreatePayload } from '../world/guild-payload';
import { userPayload } from '../world/payloads';
import { Json } from '../wire/json';
import { GatewayConnection, GatewayHost } from './gateway-connection';
import { membersChunk } from './members-chunk';
import { GatewaySession } from './session';

/** The gateway, and the trouble it can make. */
export class GatewayServer implements GatewayHost {
  refusedWith: number | null = null;
  private readonly sockets = new WebSocketServer({ noServer: true });
  private readonly connections = new Set<GatewayConnection>();
  private readonly known = new Map<string, GatewaySession>();
  private readonly waiting: ((session: GatewaySession) => void)[] = [];
  private refusal: { status: number | null } | null = null;

  constructor(
    private readonly directory: Directory,
    readonly token: string,
    private readonly url: () => string,
  ) {
    directory.onEvent((event) => {
      this.publish(event);
    });
  }

  get privilegedIntents(): number {
    return this.directory.privilegedIntents;
  }

  /** How many bot sessions are connected and READY. */
  get sessions(): number {
    return this.readySessions().length;
  }

  /** Resolves when a bot session is READY, at once when one is. */
  async ready(): Promise<void> {
    if (this.sessions > 0) return;
    await new Promise((resolve) => this.waiting.push(resolve));
  }

  /** op 7: asks every client to reconnect and resume. */
  reconnect(): void {
    for (const connection of this.connections) connection.send(GatewayOpcodes.Reconnect);
  }

  /** op 9: the session is over; `resumable` lets the client resume it all the same. */
  invalidSession(resumable: boolean): void {
    for (const connection of this.connections) connection.invalidate(resumable);
  }

  close(code: number): void {
    for (const { socket } of this.connections) socket.close(code);
  }

  /** Drops the sockets without a word, as a broken network does. */
  cut(): void {
    for (const { socket } of this.connections) socket.terminate();
  }

  /** `false` drops new connections, or answers their upgrade with an HTTP status. */
  accept(accepted: boolean, status?: number): void {
    this.refusal = accepted ? null : { status: status ?? null };
  }

  /** Answers every IDENTIFY with a close code, such as 4014; null stops that. */
  refuseIdentify(code: number | null): void {
    this.refusedWith = code;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.refusal !== null) {
      const { status } = this.refusal;
      if (status === null) socket.destroy();
      else socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\n\r\n`);
      return;
    }
    this.sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const connection = new GatewayConnection(webSocket, this);
      this.connections.add(connection);
      webSocket.on('close', () => this.connections.delete(connection));
      webSocket.on('error', () => {
        webSocket.terminate();
      });
    });
  }

  stop(): void {
    this.cut();
    this.sockets.close();
  }

  findSession(id: string): GatewaySession | undefined {
    return this.known.get(id);
  }

  opened(session: GatewaySession): void {
    this.known.set(session.id, session);
    const guilds = [...this.directory.guilds.values()].filter(
      (guild) => guild.botJoined && session.sees(guild.id, 0),
    );
    session.dispatch('READY', {
      v: 10,
      user: { ...userPayload(this.directory.bot), email: null, mfa_enabled: true, verified: true },
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: this.url(),
      session_type: 'normal',
      shard: session.shard,
      application: { id: this.directory.applicationId, flags: this.directory.applicationFlags },
      private_channels: [],
      relationships: [],
      _trace: [],
    });
    for (const guild of guilds)
      if (!guild.unavailable)
        session.dispatch('GUILD_CREATE', guildCreatePayload(this.directory, guild, session.intents));
    session.isReady = true;
    this.resumed(session);
  }

  resumed(session: GatewaySession): void {
    for (const resolve of this.waiting.splice(0)) resolve(session);
  }

  lost(session: GatewaySession, resumable: boolean): void {
    session.socket = null;
    if (!resumable) this.known.delete(session.id);
  }

  requestMembers(session: GatewaySession, query: Json): void {
    for (const chunk of membersChunk(this.directory, query, session.intents))
      session.dispatch('GUILD_MEMBERS_CHUNK', chunk);
  }

  /** What the sessions that are connected asked to be told. */
  intents(): number[] {
    return this.readySessions().map((session) => session.intents);
  }

  /** Whether a session is there that receives events now, or will after a RESUME. */
  hasSession(): boolean {
    return [...this.known.values()].some((session) => session.isReady);
  }

  private readySessions(): GatewaySession[] {
    return [...this.known.values()].filter((session) => session.isReady && session.socket !== null);
  }

  private publish({ name, data, guildId, intent }: GatewayEvent): void {
    const guild = guildId === null ? undefined : this.directory.guilds.get(guildId);
    for (const session of this.known.values()) {
      if (!session.sees(guildId, intent)) continue;
      const isGuildCreate = name === 'GUILD_CREATE' && guild !== undefined;
      session.dispatch(
        name,
        isGuildCreate ? guildCreatePayload(this.directory, guild, session.intents) : data,
      );
    }
  }
}
