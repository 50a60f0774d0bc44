import { GatewayCloseCodes, GatewayIntentBits, GatewayOpcodes } from 'discord.js';
import { WebSocket } from 'ws';
import { asJson, asList, asNumber, asText, isJson, Json } from '../wire/json';
import { GatewaySession } from './session';

const HEARTBEAT_INTERVAL_MS = 41_250;
/** https://discord.com/developers/docs/events/gateway#privileged-intents */
const PRIVILEGED =
  GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent;

/** What a connection asks of the gateway. */
export interface GatewayHost {
  readonly token: string;
  /** A close code to answer every IDENTIFY with, such as 4014. */
  readonly refusedWith: number | null;
  /** Those that the application may ask for. */
  readonly privilegedIntents: number;
  findSession(id: string): GatewaySession | undefined;
  opened(session: GatewaySession): void;
  resumed(session: GatewaySession): void;
  /** @param resumable whether a RESUME may bring the session back. */
  lost(session: GatewaySession, resumable: boolean): void;
  requestMembers(session: GatewaySession, query: Json): void;
}

/** One socket: HELLO, heartbeats, IDENTIFY or RESUME. */
export class GatewayConnection {
  session: GatewaySession | null = null;

  constructor(
    readonly socket: WebSocket,
    private readonly host: GatewayHost,
  ) {
    socket.on('message', (data: Buffer) => {
      this.receive(data.toString());
    });
    socket.on('close', (code) => {
      this.closed(code);
    });
    this.send(GatewayOpcodes.Hello, { heartbeat_interval: HEARTBEAT_INTERVAL_MS, _trace: [] });
  }

  send(op: GatewayOpcodes, d: unknown = null): void {
    this.socket.send(JSON.stringify({ op, d, s: null, t: null }));
  }

  invalidate(resumable: boolean): void {
    this.send(GatewayOpcodes.InvalidSession, resumable);
    const session = this.session;
    this.session = null;
    if (session !== null) this.host.lost(session, resumable);
  }

  private receive(text: string): void {
    let message: unknown;
    try {
      message = JSON.parse(text);
    } catch {
      message = null;
    }
    if (!isJson(message)) {
      this.socket.close(GatewayCloseCodes.DecodeError, 'Error while decoding payload.');
      return;
    }
    this.handle(asNumber(message.op, -1), asJson(message.d));
  }

  private handle(op: number, d: Json): void {
    if (op === (GatewayOpcodes.Heartbeat as number)) this.send(GatewayOpcodes.HeartbeatAck);
    else if (op === (GatewayOpcodes.Identify as number)) this.identify(d);
    else if (op === (GatewayOpcodes.Resume as number)) this.resume(d);
    else if (this.session === null)
      this.socket.close(GatewayCloseCodes.NotAuthenticated, 'Not authenticated.');
    else if (op === (GatewayOpcodes.RequestGuildMembers as number)) this.host.requestMembers(this.session, d);
    else if (
      op !== (GatewayOpcodes.PresenceUpdate as number) &&
      op !== (GatewayOpcodes.VoiceStateUpdate as number)
    )
      this.socket.close(GatewayCloseCodes.UnknownOpcode, 'Unknown opcode.');
  }

  private identify(d: Json): void {
    if (this.session !== null)
      this.socket.close(GatewayCloseCodes.AlreadyAuthenticated, 'Already authenticated.');
    else if (!this.authenticates(d))
      this.socket.close(GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.');
    else if (this.host.refusedWith !== null) this.socket.close(this.host.refusedWith);
    else if (typeof d.intents !== 'number')
      this.socket.close(GatewayCloseCodes.InvalidIntents, 'Invalid intent(s).');
    else if ((d.intents & PRIVILEGED & ~this.host.privilegedIntents) !== 0)
      this.socket.close(GatewayCloseCodes.DisallowedIntents, 'Disallowed intent(s).');
    else {
      const [id = 0, count = 1] = asList(d.shard) as number[];
      this.session = new GatewaySession(this.socket, d.intents, [id, count]);
      this.host.opened(this.session);
    }
  }

  private resume(d: Json): void {
    const session = this.host.findSession(asText(d.session_id));
    const sequence = asNumber(d.seq);
    if (!this.authenticates(d))
      this.socket.close(GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.');
    else if (session === undefined) this.send(GatewayOpcodes.InvalidSession, false);
    else if (sequence > session.lastSequence) this.socket.close(GatewayCloseCodes.InvalidSeq, 'Invalid seq.');
    else if (!session.remembersAfter(sequence)) this.send(GatewayOpcodes.InvalidSession, false);
    else {
      session.socket = this.socket;
      this.session = session;
      session.replayAfter(sequence);
      this.host.resumed(session);
    }
  }

  private authenticates(d: Json): boolean {
    return asText(d.token).replace(/^Bot /, '') === this.host.token;
  }

  private closed(code: number): void {
    const session = this.session;
    this.session = null;
    // A session that moved to a newer socket does not notice the old one closing.
    if (session === null || session.socket !== this.socket) return;
    this.host.lost(session, isResumable(code));
  }
}

/** 1000 and 1001 end the session; these close codes forbid to come back to it. */
function isResumable(code: number): boolean {
  return ![1000, 1001, 4003, 4004, 4005, 4007, 4009, 4010, 4011, 4012, 4013, 4014].includes(code);
}
