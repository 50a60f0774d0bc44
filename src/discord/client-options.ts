import { GatewayIntentBits, Options, type RateLimitData } from 'discord.js';
import type { NecordModuleOptions } from 'necord';

import type { AppConfig } from '../config';
import type { MemberIntent } from './member-intent';

/** A message send that would have to wait longer is handed back to the outbox, which waits without holding a lease. */
const LONGEST_RATE_LIMIT_WAIT_MS = 5_000;

const SENDS: readonly string[] = ['/channels/:id/messages', '/channels/:id/threads'];

export function clientOptions(config: AppConfig, members: MemberIntent): NecordModuleOptions {
  return {
    token: config.discordToken,
    // Registration is ours: only when the commands changed, not at every start.
    skipRegistration: true,
    intents: [
      GatewayIntentBits.Guilds,
      ...(config.voiceTrackingEnabled ? [GatewayIntentBits.GuildVoiceStates] : []),
      ...(members.state === 'asked' ? [GatewayIntentBits.GuildMembers] : []),
    ],
    ws: { buildStrategy: (shards) => members.buildStrategy(shards) },
    rest: { api: config.discordApiUrl, cdn: config.discordCdnUrl, rejectOnRateLimit: isLongWaitOfAMessage },
    allowedMentions: { parse: [] },
    // Nothing reads these caches; in large guilds they are most of the memory.
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      GuildMemberManager: { maxSize: 0, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: 200, keepOverLimit: (user) => user.id === user.client.user.id },
      ReactionManager: 0,
      PresenceManager: 0,
      VoiceStateManager: 0,
      ThreadMemberManager: 0,
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
      GuildInviteManager: 0,
      GuildBanManager: 0,
      GuildScheduledEventManager: 0,
      StageInstanceManager: 0,
      AutoModerationRuleManager: 0,
    }),
  };
}

function isLongWaitOfAMessage({ method, route, retryAfter }: RateLimitData): boolean {
  return method === 'POST' && SENDS.includes(route) && retryAfter > LONGEST_RATE_LIMIT_WAIT_MS;
}
