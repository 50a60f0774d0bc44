import {
  type ApplicationCommandOptionAllowedChannelType,
  ChannelType,
  type GuildBasedChannel,
  type Role,
} from 'discord.js';
import { BooleanOption, ChannelOption, RoleOption, StringOption } from 'necord';

const DM = 'dm';
const SERVER = 'server';
export type SendInto = typeof DM | typeof SERVER;

const CHOICES = [
  { name: 'DM', value: DM },
  { name: 'Server', value: SERVER },
];

/** What messages can go into; each series has a post of its own in a forum. */
export const PLACES: ApplicationCommandOptionAllowedChannelType[] = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildForum,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
];

function TargetOption(name: string, description: string): PropertyDecorator {
  return StringOption({ name, description, required: true, choices: CHOICES });
}

export class LinksOptions {
  @StringOption({
    name: 'links',
    description: 'Series to choose from the list, or links of up to 10, separated by commas',
    required: true,
    max_length: 2000,
    autocomplete: true,
  })
  readonly links!: string;

  @TargetOption('send_into', 'Who is told: you, or this server')
  readonly sendInto!: SendInto;
}

export class SubscribeOptions {
  @StringOption({
    name: 'links',
    description: 'Links of series, up to 10, separated by commas, or a title to choose from the list',
    required: true,
    max_length: 2000,
    autocomplete: true,
  })
  readonly links!: string;

  @TargetOption('send_into', 'Who is told: you, or this server')
  readonly sendInto!: SendInto;

  @StringOption({
    name: 'languages',
    description: 'Languages of chapters, most wanted first: en, id, pt-br (English unless said)',
    max_length: 100,
  })
  readonly languages!: string | null;

  @StringOption({
    name: 'prefer_groups',
    description: 'Groups whose release is linked when several come out together, separated by commas',
    max_length: 500,
  })
  readonly preferGroups!: string | null;

  @StringOption({
    name: 'ignore_groups',
    description: 'Groups whose releases are not told, separated by commas',
    max_length: 500,
  })
  readonly ignoreGroups!: string | null;

  @RoleOption({ name: 'role', description: 'Server only: a role to mention in each message' })
  readonly role!: Role | null;

  @ChannelOption({
    name: 'channel',
    description: 'Server only: a channel, thread or forum of these series alone',
    channel_types: PLACES,
  })
  readonly channel!: GuildBasedChannel | null;
}

export class TargetOptions {
  @TargetOption('send_into', 'Whose messages: yours, or this server’s')
  readonly sendInto!: SendInto;
}

export class ListOptions {
  @TargetOption('sent_into', 'Whose subscriptions: yours, or this server’s')
  readonly sentInto!: SendInto;
}

export class FeedSettingsOptions {
  @BooleanOption({ name: 'enabled', description: 'Whether this server is told about new releases' })
  readonly enabled!: boolean | null;

  @ChannelOption({
    name: 'channel',
    description: 'Where this server is told about new releases',
    channel_types: PLACES,
  })
  readonly channel!: GuildBasedChannel | null;
}
