import { PermissionFlagsBits } from 'discord.js';
import type { ChannelRecord, MemberRecord, StoredMessage, UserRecord } from '../discord';
import { permissionsOf } from '../discord';
import type { PageChannel, PageMessage, PageState, PageUser } from './protocol';
import type { RequestWatch } from './request-watch';
import type { SandboxSession } from './sandbox-session';

const LOG_LINES = 60;

/** Everything the page shows besides messages, as it is now. */
export function snapshot(session: SandboxSession, watch: RequestWatch): PageState {
  const { clock, discord, town, bot, platforms, catalogue } = session;
  const { guild } = town;
  watch.collect();
  return {
    now: clock.now(),
    sentAt: Date.now(),
    guild: { id: guild.id, name: guild.name },
    channels: [...guild.channels.values()].map((channel) => channelOf(session, channel)),
    roles: [...guild.roles.values()].map(({ id, name }) => ({ id, name })),
    users: session.everybody().map((user) => userOf(session, user)),
    // What a command is made of is what Discord's specification says, which the sandbox has checked.
    commands: [...discord.commands(), ...discord.commands(guild.id)],
    series: catalogue.list(),
    bot: {
      userId: discord.botUser.id,
      state: botState(session),
      pid: session.isRunning ? (bot?.pid ?? null) : null,
      log: (bot?.log ?? '').trimEnd().split('\n').slice(-LOG_LINES),
    },
    trouble: {
      discordIsOut: discord.faults.isOutage,
      anilistIsOut: platforms.anilist.faults.isOutage,
      mangadexIsOut: platforms.mangadex.faults.isOutage,
      feedsAreOut: catalogue.feedsAreOut,
    },
    ledger: session.ledger.read(),
    requests: watch.latest,
    requestsLastMinute: watch.lastMinute(),
    requestCounts: watch.counts,
    passingMs: session.time.leftMs,
  };
}

export function messageOf(message: StoredMessage, usedBy: PageMessage['usedBy']): PageMessage {
  return {
    id: message.id,
    channelId: message.channelId,
    authorId: message.authorId,
    content: message.content,
    components: message.components,
    embeds: message.embeds,
    attachments: message.attachments.map(({ filename, url, contentType, description, size }) => ({
      ...{ filename, url, contentType, description, size },
    })),
    flags: message.flags,
    at: message.timestamp.getTime(),
    isEdited: message.editedAt !== null && message.interaction === null,
    visibleTo: message.visibleTo,
    usedBy,
  };
}

function botState({ isPreparing, isRunning, discord }: SandboxSession): PageState['bot']['state'] {
  if (isPreparing) return 'preparing';
  if (!isRunning) return 'stopped';
  return discord.gateway.sessions > 0 ? 'running' : 'starting';
}

function userOf({ discord, town }: SandboxSession, user: UserRecord): PageUser {
  const member: MemberRecord | undefined = town.guild.members.get(user.id);
  const voice = town.guild.voiceStates.get(user.id);
  const { id, username, bot, acceptsDms } = user;
  return {
    ...{ id, username, bot, acceptsDms },
    name: member?.nick ?? user.globalName ?? username,
    avatarUrl: user.avatar === undefined ? null : `${discord.cdnUrl}/avatars/${id}/${user.avatar.hash}.webp`,
    isMember: member !== undefined,
    about: town.residents.find((resident) => resident.user === user)?.about ?? '',
    roles: member?.roles ?? [],
    permissions: permissionsOf(town.guild, id).toString(),
    directChannelId: discord.directChannelId(id),
    voice:
      voice === undefined || voice.channelId === null
        ? null
        : {
            channelId: voice.channelId,
            selfMute: voice.selfMute,
            selfDeaf: voice.selfDeaf,
            selfStream: voice.selfStream,
            selfVideo: voice.selfVideo,
            mute: member?.mute ?? false,
            deaf: member?.deaf ?? false,
          },
  };
}

function channelOf({ discord, town }: SandboxSession, channel: ChannelRecord): PageChannel {
  const { id, type, name, parentId, nsfw } = channel;
  const permissions = permissionsOf(town.guild, discord.botUser.id, channel);
  const wanted = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages;
  return { id, type, name, parentId, nsfw, botMayWrite: (permissions & wanted) === wanted };
}
