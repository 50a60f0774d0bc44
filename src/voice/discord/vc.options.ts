import { ChannelType, type GuildBasedChannel, type Role, type User } from 'discord.js';
import { BooleanOption, ChannelOption, IntegerOption, RoleOption, StringOption, UserOption } from 'necord';

import { choice, describedOption } from '../../discord';
import type { AskedRange, RangeName } from '../statistics/ranges';
import type { Statistic } from '../statistics/statistic';
import { RANGE_TEXTS, STATISTIC_TEXTS, VOICE_OPTION_TEXTS as TEXTS } from './voice.texts';

const CHOICES = Object.entries(RANGE_TEXTS).map(([value, text]) => choice(value, text));
const STATISTIC_CHOICES = Object.entries(STATISTIC_TEXTS).map(([value, text]) => choice(value, text));
const DATE = { min_length: 10, max_length: 10 };

class RangeOptions implements AskedRange {
  @StringOption({ name: 'time_range', ...describedOption(TEXTS.timeRange), choices: CHOICES })
  readonly timeRange!: RangeName | null;

  @StringOption({
    name: 'from',
    ...describedOption(TEXTS.from),
    ...DATE,
  })
  readonly from!: string | null;

  @StringOption({
    name: 'to',
    ...describedOption(TEXTS.to),
    ...DATE,
  })
  readonly to!: string | null;
}

export class BoardOptions extends RangeOptions {
  @UserOption({ name: 'together_with', ...describedOption(TEXTS.togetherWith) })
  readonly partner!: User | null;
}

export class StatsOptions extends RangeOptions {
  @StringOption({ name: 'statistic', ...describedOption(TEXTS.statistic), choices: STATISTIC_CHOICES })
  readonly statistic!: Statistic | null;

  @UserOption({ name: 'member', ...describedOption(TEXTS.member) })
  readonly member!: User | null;

  @BooleanOption({ name: 'server', ...describedOption(TEXTS.server) })
  readonly server!: boolean | null;
}

export class WhyOptions {
  @UserOption({ name: 'member', ...describedOption(TEXTS.explainedMember) })
  readonly member!: User | null;
}

export class VoiceSettingsOptions {
  @BooleanOption({ name: 'enabled', ...describedOption(TEXTS.enabled) })
  readonly enabled!: boolean | null;

  @StringOption({
    name: 'time_zone',
    ...describedOption(TEXTS.timeZone),
    autocomplete: true,
    max_length: 64,
  })
  readonly timeZone!: string | null;

  @IntegerOption({
    name: 'day_starts_at',
    ...describedOption(TEXTS.dayStartsAt),
    autocomplete: true,
    min_value: 0,
    max_value: 23,
  })
  readonly dayStartHour!: number | null;

  @IntegerOption({
    name: 'minimum_minutes',
    ...describedOption(TEXTS.minimumMinutes),
    min_value: 0,
    max_value: 1440,
  })
  readonly minimumMinutes!: number | null;

  @BooleanOption({ name: 'count_afk', ...describedOption(TEXTS.countAfk) })
  readonly countAfk!: boolean | null;

  @BooleanOption({ name: 'count_alone', ...describedOption(TEXTS.countAlone) })
  readonly countAlone!: boolean | null;

  @BooleanOption({ name: 'count_deafened', ...describedOption(TEXTS.countDeafened) })
  readonly countDeafened!: boolean | null;

  @BooleanOption({ name: 'count_muted', ...describedOption(TEXTS.countMuted) })
  readonly countMuted!: boolean | null;

  @ChannelOption({
    name: 'ignore_channel',
    ...describedOption(TEXTS.ignoreChannel),
    channel_types: [ChannelType.GuildVoice, ChannelType.GuildStageVoice],
  })
  readonly channel!: GuildBasedChannel | null;

  @ChannelOption({
    name: 'ignore_category',
    ...describedOption(TEXTS.ignoreCategory),
    channel_types: [ChannelType.GuildCategory],
  })
  readonly category!: GuildBasedChannel | null;

  @RoleOption({
    name: 'ignore_role',
    ...describedOption(TEXTS.ignoreRole),
  })
  readonly role!: Role | null;

  @UserOption({
    name: 'ignore_member',
    ...describedOption(TEXTS.ignoreMember),
  })
  readonly member!: User | null;
}
