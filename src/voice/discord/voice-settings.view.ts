import { duration } from '../../common';
import { card, text, type View } from '../../discord';
import type { VoiceSettings } from '../../settings';

/** So many of each list are named; the rest is a number, for the message has its limits. */
const NAMED = 15;

export function voiceSettingsView(settings: VoiceSettings): View {
  return card(
    settings.enabled ? 'good' : 'warning',
    text(`### Voice time in this server\n${voiceSettingsText(settings)}`),
    text('-# What is recorded stays; a change counts all of history anew.'),
  );
}

/** The most important of it. */
export function voiceSettingsSummary({ enabled, timeZone, dayStartHour }: VoiceSettings): string {
  return `**Recording:** ${enabled ? 'on' : 'off'}\n${clockOf(timeZone, dayStartHour)}`;
}

export function voiceSettingsText(settings: VoiceSettings): string {
  const { enabled, timeZone, dayStartHour, minimumStayMs } = settings;
  const counts = (does: boolean): string => (does ? 'counts' : 'does not count');
  return [
    `**Recording:** ${enabled ? 'on' : 'off'}`,
    clockOf(timeZone, dayStartHour),
    `**In the AFK channel:** ${counts(settings.countAfk)}`,
    `**Alone:** ${counts(settings.countAlone)}`,
    `**Deafened:** ${counts(settings.countDeafened)}`,
    `**Muted:** ${counts(settings.countMuted)}`,
    `**Shortest stay that counts:** ${minimumStayMs === 0 ? 'any' : duration(minimumStayMs)}`,
    ...ignored('channels', settings.ignoredChannelIds, '<#'),
    ...ignored('categories', settings.ignoredCategoryIds, '<#'),
    ...ignored('roles', settings.ignoredRoleIds, '<@&'),
    ...ignored('members', settings.ignoredUserIds, '<@'),
  ].join('\n');
}

function clockOf(timeZone: string, dayStartHour: number): string {
  return `**Time zone:** ${timeZone}; a day begins at ${String(dayStartHour).padStart(2, '0')}:00`;
}

function ignored(what: string, ids: readonly string[], prefix: string): string[] {
  if (ids.length === 0) return [];
  const named = ids.slice(0, NAMED).map((id) => `${prefix}${id}>`);
  const more = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : '';
  return [`**Ignored ${what}:** ${named.join(' ')}${more}`];
}
