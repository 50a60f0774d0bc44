import {
  type ApplicationCommandOptionAllowedChannelType,
  ChannelType,
  type GuildBasedChannel,
  type Role,
} from 'discord.js';
import { BooleanOption, ChannelOption, RoleOption, StringOption } from 'necord';

import { choice, describedOption, type Text } from '../../discord';
import { FEED_CHOICE_TEXTS, FEED_OPTION_TEXTS as TEXTS } from './feed.texts';

const DM = 'dm';
const SERVER = 'server';
export type SendInto = typeof DM | typeof SERVER;

const CHOICES = [choice(DM, FEED_CHOICE_TEXTS.dm), choice(SERVER, FEED_CHOICE_TEXTS.server)];

/** What messages can go into; each series has a post of its own in a forum. */
export const PLACES: ApplicationCommandOptionAllowedChannelType[] = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildForum,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
];

function TargetOption(name: string, text: Text): PropertyDecorator {
  return StringOption({ name, ...describedOption(text), required: true, choices: CHOICES });
}

export class LinksOptions {
  @StringOption({
    name: 'links',
    ...describedOption(TEXTS.linksFollowed),
    required: true,
    max_length: 2000,
    autocomplete: true,
  })
  readonly links!: string;

  @TargetOption('send_into', TEXTS.whoIsTold)
  readonly sendInto!: SendInto;
}

export class SubscribeOptions {
  @StringOption({
    name: 'links',
    ...describedOption(TEXTS.linksToFollow),
    required: true,
    max_length: 2000,
    autocomplete: true,
  })
  readonly links!: string;

  @TargetOption('send_into', TEXTS.whoIsTold)
  readonly sendInto!: SendInto;

  @StringOption({
    name: 'languages',
    ...describedOption(TEXTS.languages),
    max_length: 100,
  })
  readonly languages!: string | null;

  @StringOption({
    name: 'prefer_groups',
    ...describedOption(TEXTS.preferGroups),
    max_length: 500,
  })
  readonly preferGroups!: string | null;

  @StringOption({
    name: 'ignore_groups',
    ...describedOption(TEXTS.ignoreGroups),
    max_length: 500,
  })
  readonly ignoreGroups!: string | null;

  @RoleOption({ name: 'role', ...describedOption(TEXTS.role) })
  readonly role!: Role | null;

  @ChannelOption({
    name: 'channel',
    ...describedOption(TEXTS.ownChannel),
    channel_types: PLACES,
  })
  readonly channel!: GuildBasedChannel | null;
}

export class TargetOptions {
  @TargetOption('send_into', TEXTS.whoseMessages)
  readonly sendInto!: SendInto;
}

export class ListOptions {
  @TargetOption('sent_into', TEXTS.whoseSubscriptions)
  readonly sentInto!: SendInto;
}

export class FeedSettingsOptions {
  @BooleanOption({ name: 'enabled', ...describedOption(TEXTS.enabled) })
  readonly enabled!: boolean | null;

  @ChannelOption({
    name: 'channel',
    ...describedOption(TEXTS.channel),
    channel_types: PLACES,
  })
  readonly channel!: GuildBasedChannel | null;
}
