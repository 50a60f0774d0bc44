import { ChannelType, type GuildBasedChannel } from 'discord.js';
import { BooleanOption, ChannelOption, StringOption } from 'necord';

const DM = 'dm';
const SERVER = 'server';
export type SendInto = typeof DM | typeof SERVER;

const CHOICES = [
  { name: 'DM', value: DM },
  { name: 'Server', value: SERVER },
];

export class LinksOptions {
  @StringOption({
    name: 'links',
    description: 'Links of series, up to 10, separated by commas',
    required: true,
    max_length: 2000,
  })
  readonly links!: string;

  @StringOption({
    name: 'send_into',
    description: 'Who is told: you, or this server',
    required: true,
    choices: CHOICES,
  })
  readonly sendInto!: SendInto;
}

export class ListOptions {
  @StringOption({
    name: 'sent_into',
    description: 'Whose subscriptions: yours, or this server’s',
    required: true,
    choices: CHOICES,
  })
  readonly sentInto!: SendInto;
}

export class FeedSettingsOptions {
  @BooleanOption({ name: 'enabled', description: 'Whether this server is told about new releases' })
  readonly enabled!: boolean | null;

  @ChannelOption({
    name: 'channel',
    description: 'Where this server is told about new releases',
    channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
  })
  readonly channel!: GuildBasedChannel | null;
}
