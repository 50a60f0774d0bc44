import { GatewayIntentBits } from 'discord.js';
import { Directory } from './directory';
import { voiceStatePayload } from './payloads';
import { Population } from './population';
import { GuildRecord, VoiceStateRecord } from './records';

/** What is left out stays as it was. */
export interface NewVoiceState {
  /** null leaves voice. */
  channelId?: string | null;
  selfMute?: boolean;
  selfDeaf?: boolean;
  /** Of the server: stays with the member when they leave. */
  mute?: boolean;
  deaf?: boolean;
  selfVideo?: boolean;
  selfStream?: boolean;
  suppress?: boolean;
}

const OUT_OF_VOICE = {
  ...{ channelId: null, selfMute: false, selfDeaf: false },
  ...{ selfVideo: false, selfStream: false, suppress: false },
} as const;

/** Who is in voice, and what they do there. */
export class VoiceChanges {
  constructor(
    private readonly directory: Directory,
    private readonly population: Population,
  ) {}

  /** Joins, moves, changes what others hear and see, or leaves. */
  set(guildId: string, userId: string, { mute, deaf, ...change }: NewVoiceState): void {
    const guild = this.population.anyGuild(guildId);
    const member = guild.members.get(userId);
    if (member === undefined) throw new Error(`${userId} is not a member of ${guildId}`);
    Object.assign(member, { mute: mute ?? member.mute, deaf: deaf ?? member.deaf });
    const before = guild.voiceStates.get(userId);
    // A member's own settings may change together with the place; a new connection gets a session of its own.
    const sessionId = before?.sessionId ?? `voice${this.directory.ids.next()}`;
    const state = { ...OUT_OF_VOICE, ...before, ...change, userId, sessionId };
    if (state.channelId !== null && guild.channels.get(state.channelId) === undefined)
      throw new Error(`There is no channel ${state.channelId} in ${guildId}`);
    this.apply(guild, state);
  }

  /** Into the guild's AFK channel, as Discord does with who was idle for too long. */
  moveToAfk(guildId: string, userId: string): void {
    const guild = this.population.anyGuild(guildId);
    if (guild.afkChannelId === null) throw new Error(`${guildId} has no AFK channel`);
    this.set(guildId, userId, { channelId: guild.afkChannelId });
  }

  emptyChannel(guild: GuildRecord, channelId: string): void {
    for (const state of [...guild.voiceStates.values()])
      if (state.channelId === channelId) this.apply(guild, { ...state, ...OUT_OF_VOICE });
  }

  /** Of who leaves the guild, or was thrown out. */
  disconnect(guildId: string, userId: string): void {
    const guild = this.population.anyGuild(guildId);
    const state = guild.voiceStates.get(userId);
    if (state !== undefined) this.apply(guild, { ...state, ...OUT_OF_VOICE });
  }

  private apply(guild: GuildRecord, state: VoiceStateRecord): void {
    if (state.channelId === null) guild.voiceStates.delete(state.userId);
    else guild.voiceStates.set(state.userId, state);
    const payload = voiceStatePayload(this.directory, guild, state);
    this.population.tell(guild, 'VOICE_STATE_UPDATE', payload, GatewayIntentBits.GuildVoiceStates);
  }
}
