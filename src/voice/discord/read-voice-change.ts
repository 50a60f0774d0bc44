import { type Snowflake, toSnowflake } from '../../common';
import type { VoiceChange, VoiceSettings } from '../../settings';
import type { VoiceSettingsOptions } from './vc.options';

const MINUTE = 60_000;

/** What the given options change; the ignored are switched, because a command cannot take a list. */
export function readVoiceChange(options: VoiceSettingsOptions, present: VoiceSettings): VoiceChange {
  const { enabled, timeZone, dayStartHour, minimumMinutes, channel, category, role, member } = options;
  const { countAfk, countAlone, countDeafened, countMuted } = options;
  const given = {
    enabled,
    timeZone,
    dayStartHour,
    minimumStayMs: minimumMinutes === null ? null : minimumMinutes * MINUTE,
    countAfk,
    countAlone,
    countDeafened,
    countMuted,
    ignoredChannelIds: switched(present.ignoredChannelIds, channel),
    ignoredCategoryIds: switched(present.ignoredCategoryIds, category),
    ignoredRoleIds: switched(present.ignoredRoleIds, role),
    ignoredUserIds: switched(present.ignoredUserIds, member),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
}

function switched(ids: readonly Snowflake[], chosen: { readonly id: string } | null): Snowflake[] | null {
  if (chosen === null) return null;
  const id = toSnowflake(chosen.id);
  return ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
}
