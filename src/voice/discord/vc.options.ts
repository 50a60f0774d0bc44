import { ChannelType, type GuildBasedChannel, type Role, type User } from 'discord.js';
import { BooleanOption, ChannelOption, IntegerOption, RoleOption, StringOption, UserOption } from 'necord';

import { type AskedRange, type RangeName, RANGES } from '../statistics/ranges';

const CHOICES = Object.entries(RANGES).map(([value, { title }]) => ({ name: title, value }));
const DATE = { min_length: 10, max_length: 10 };

class RangeOptions implements AskedRange {
  @StringOption({ name: 'time_range', description: 'This month unless said', choices: CHOICES })
  readonly timeRange!: RangeName | null;

  @StringOption({
    name: 'from',
    description: 'Instead of a time range: the first day, such as 2026-01-05',
    ...DATE,
  })
  readonly from!: string | null;

  @StringOption({
    name: 'to',
    description: 'The last day, such as 2026-02-01; until now unless said',
    ...DATE,
  })
  readonly to!: string | null;
}

export class BoardOptions extends RangeOptions {
  @UserOption({ name: 'together_with', description: 'Rank by time spent together with this member' })
  readonly partner!: User | null;
}

export class StatsOptions extends RangeOptions {
  @UserOption({ name: 'member', description: 'You unless said' })
  readonly member!: User | null;

  @BooleanOption({ name: 'server', description: 'The whole server instead of a member' })
  readonly server!: boolean | null;
}

export class WhyOptions {
  @UserOption({ name: 'member', description: 'You unless said; others need Manage Server' })
  readonly member!: User | null;
}

export class VoiceSettingsOptions {
  @BooleanOption({ name: 'enabled', description: 'Whether voice channels are recorded' })
  readonly enabled!: boolean | null;

  @StringOption({
    name: 'time_zone',
    description: 'Whose midnight ends a day here',
    autocomplete: true,
    max_length: 64,
  })
  readonly timeZone!: string | null;

  @IntegerOption({
    name: 'day_starts_at',
    description: 'The hour at which a day begins, 0 to 23',
    min_value: 0,
    max_value: 23,
  })
  readonly dayStartHour!: number | null;

  @IntegerOption({
    name: 'minimum_minutes',
    description: 'Stays shorter than this do not count',
    min_value: 0,
    max_value: 1440,
  })
  readonly minimumMinutes!: number | null;

  @BooleanOption({ name: 'count_afk', description: 'Whether time in the AFK channel counts' })
  readonly countAfk!: boolean | null;

  @BooleanOption({ name: 'count_alone', description: 'Whether time alone in a channel counts' })
  readonly countAlone!: boolean | null;

  @BooleanOption({ name: 'count_deafened', description: 'Whether time while deafened counts' })
  readonly countDeafened!: boolean | null;

  @BooleanOption({ name: 'count_muted', description: 'Whether time while muted counts' })
  readonly countMuted!: boolean | null;

  @ChannelOption({
    name: 'ignore_channel',
    description: 'Time there does not count; name it again to count it again',
    channel_types: [ChannelType.GuildVoice, ChannelType.GuildStageVoice],
  })
  readonly channel!: GuildBasedChannel | null;

  @ChannelOption({
    name: 'ignore_category',
    description: 'Time in its channels does not count; name it again to count it again',
    channel_types: [ChannelType.GuildCategory],
  })
  readonly category!: GuildBasedChannel | null;

  @RoleOption({
    name: 'ignore_role',
    description: 'Time of whoever has it does not count; name it again to count it again',
  })
  readonly role!: Role | null;

  @UserOption({
    name: 'ignore_member',
    description: 'Their time does not count; name them again to count it again',
  })
  readonly member!: User | null;
}
