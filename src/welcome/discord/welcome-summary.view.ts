import type { MemberEvents } from '../../discord';
import type { WelcomeSettings } from '../../settings';

const SWITCH =
  'switch on **Server Members Intent** in [Discord’s developer portal](https://discord.com/developers/applications) (_Bot_, _Privileged Gateway Intents_)';

/** What only who hosts the bot can do; nothing when all is done. */
export function hostNotice(events: MemberEvents): string[] {
  switch (events) {
    case 'asked':
      return [];
    case 'off':
      return [
        `⚠️ **Nobody is greeted yet.** Whoever hosts me has to ${SWITCH}, set \`ENABLE_WELCOME=true\` and start me again. You can prepare everything meanwhile.`,
      ];
    case 'refused':
      return [
        `⚠️ **Nobody is greeted.** Discord refused to tell me who joins: whoever hosts me has to ${SWITCH} and start me again. You can prepare everything meanwhile.`,
      ];
  }
}

/** The most important of it, for the panel of all settings. */
export function welcomeSummary(
  { enabled, channelId, leaveEnabled }: WelcomeSettings,
  events: MemberEvents,
  problems: readonly string[],
): string {
  return [
    `**State:** ${enabled ? 'on' : 'off'}${leaveEnabled ? '; says who left' : ''}`,
    `**Channel:** ${channelId === null ? 'none yet' : `<#${channelId}>`}`,
    ...(enabled && (events !== 'asked' || problems.length > 0) ? ['⚠️ Something keeps it from working'] : []),
  ].join('\n');
}
