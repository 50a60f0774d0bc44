import {
  ActionRowBuilder,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  AttachmentBuilder,
  ButtonBuilder,
  ButtonStyle,
  ContainerBuilder,
  Events,
  Interaction,
  MessageActionRowComponentBuilder,
  MessageFlags,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
  UserSelectMenuBuilder,
} from 'discord.js';
import { buttonsOf, GuildRecord, selectsOf, textOf, UserRecord } from '../../sandbox/discord';
import { connectBot, ConnectedBot } from './sandbox-discord';

describe('interactions with the sandbox Discord', () => {
  let bot: ConnectedBot;
  let guild: GuildRecord;
  let ann: UserRecord;
  let handle: (interaction: Interaction) => Promise<unknown>;

  beforeAll(async () => {
    bot = await connectBot((discord) => {
      ann = discord.createUser({ username: 'ann' });
      guild = discord.createGuild({ members: [ann] });
    });
    bot.client.on(Events.InteractionCreate, (interaction) => void handle(interaction));
    await bot.client.application.commands.set([
      {
        name: 'feed',
        description: 'Feeds',
        options: [
          {
            type: ApplicationCommandOptionType.Subcommand,
            name: 'subscribe',
            description: 'Follow something',
            options: [
              {
                type: ApplicationCommandOptionType.String,
                name: 'links',
                description: 'What',
                required: true,
                autocomplete: true,
              },
              {
                type: ApplicationCommandOptionType.String,
                name: 'send_into',
                description: 'Where',
                choices: [{ name: 'My messages', value: 'dm' }],
              },
              { type: ApplicationCommandOptionType.Channel, name: 'channel', description: 'Which' },
              { type: ApplicationCommandOptionType.User, name: 'who', description: 'Who' },
              { type: ApplicationCommandOptionType.Attachment, name: 'list', description: 'A list' },
            ],
          },
        ],
      },
      { type: ApplicationCommandType.User, name: 'Voice time' },
    ]);
  });

  afterAll(() => bot.close());

  const subscribe = (options: Record<string, string> = { links: 'x' }) =>
    bot.discord.command({ guildId: guild.id, userId: ann.id, name: 'feed', path: ['subscribe'], options });

  it('delivers a slash command with resolved options and shows the reply', async () => {
    const [channel] = [...guild.channels.values()];
    let seen: unknown;
    handle = async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const { options } = interaction;
      seen = [options.getSubcommand(), options.getString('links'), options.getChannel('channel')?.id];
      seen = [
        ...(seen as unknown[]),
        options.getUser('who')?.username,
        interaction.memberPermissions?.has('SendMessages'),
      ];
      await interaction.reply({ content: 'Done', flags: MessageFlags.Ephemeral });
    };
    const reply = await subscribe({ links: 'https://a', channel: channel?.id ?? '', who: ann.id });
    expect(seen).toEqual(['subscribe', 'https://a', channel?.id, 'ann', true]);
    expect(reply).toMatchObject({
      kind: 'message',
      ephemeral: true,
      deferred: false,
      message: { content: 'Done' },
    });
    expect(bot.discord.messages(channel?.id ?? '')).toEqual([]);
  });

  it('gives the file of an attachment option to the bot', async () => {
    handle = async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const { url } = interaction.options.getAttachment('list', true);
      await interaction.reply(await (await fetch(url)).text());
    };
    const list = { filename: 'list.txt', contentType: 'text/plain', data: 'one\ntwo' };
    const reply = await bot.discord.command({
      ...{ guildId: guild.id, userId: ann.id, name: 'feed', path: ['subscribe'] },
      options: { links: 'x', list },
    });
    expect(reply.message?.content).toBe('one\ntwo');
  });

  it('refuses what Discord’s client would not let a person send', async () => {
    await expect(subscribe({})).rejects.toThrow('"links" is required');
    await expect(subscribe({ links: 'x', send_into: 'moon' })).rejects.toThrow('does not take "moon"');
    await expect(subscribe({ links: 'x', other: 'y' })).rejects.toThrow('No option "other"');
  });

  it('resolves a deferred answer with its final state, and lists follow-ups', async () => {
    handle = async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply();
      await interaction.editReply('Ready');
      await interaction.followUp({ content: 'And more', flags: MessageFlags.Ephemeral });
    };
    const reply = await subscribe();
    expect(reply).toMatchObject({ kind: 'message', deferred: true, message: { content: 'Ready', flags: 0 } });
    await bot.discord.until(() => reply.followUps.length === 1);
    expect(reply.followUps[0]).toMatchObject({ content: 'And more', visibleTo: ann.id });
  });

  it('puts the first follow-up of a deferred answer in its place', async () => {
    handle = async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.followUp('Here');
    };
    const reply = await subscribe();
    expect(reply).toMatchObject({ ephemeral: true, message: { content: 'Here' }, followUps: [] });
  });

  it('returns the suggestions of an autocomplete', async () => {
    handle = async (interaction) => {
      if (!interaction.isAutocomplete()) return;
      const { name, value } = interaction.options.getFocused(true);
      await interaction.respond([{ name: `${name}: ${value}`, value }]);
    };
    const reply = await bot.discord.autocomplete({
      ...{ guildId: guild.id, userId: ann.id, name: 'feed', path: ['subscribe'] },
      focused: 'links',
      options: { links: 'frie' },
    });
    expect(reply.choices).toEqual([{ name: 'links: frie', value: 'frie' }]);
  });

  it('lets a person press buttons and choose in selects of the message they see', async () => {
    handle = async (interaction) => {
      if (interaction.isChatInputCommand())
        await interaction.reply({
          flags: MessageFlags.IsComponentsV2,
          components: [
            new ContainerBuilder()
              .addTextDisplayComponents(new TextDisplayBuilder().setContent('Page 1'))
              .addActionRowComponents(
                new ActionRowBuilder<MessageActionRowComponentBuilder>().addComponents(
                  new ButtonBuilder().setCustomId('next').setLabel('Next').setStyle(ButtonStyle.Primary),
                  new ButtonBuilder()
                    .setCustomId('off')
                    .setLabel('Off')
                    .setStyle(ButtonStyle.Danger)
                    .setDisabled(true),
                ),
                new ActionRowBuilder<MessageActionRowComponentBuilder>().addComponents(
                  new StringSelectMenuBuilder().setCustomId('pick').addOptions({ label: 'A', value: 'a' }),
                ),
                new ActionRowBuilder<MessageActionRowComponentBuilder>().addComponents(
                  new UserSelectMenuBuilder().setCustomId('whom').setMaxValues(2),
                ),
              ),
          ],
        });
      else if (interaction.isButton())
        await interaction.update({ components: [new TextDisplayBuilder().setContent('Page 2')] });
      else if (interaction.isStringSelectMenu()) await interaction.reply(interaction.values.join());
      else if (interaction.isUserSelectMenu()) {
        await interaction.deferUpdate();
        await interaction.followUp([...interaction.users.values()].map((user) => user.username).join());
      }
    };
    const { message } = await subscribe();
    if (message === undefined) throw new Error('no message');
    expect(textOf(message)).toBe('Page 1');
    expect(buttonsOf(message).map(({ label, disabled }) => [label, disabled])).toEqual([
      ['Next', false],
      ['Off', true],
    ]);
    expect(selectsOf(message).map(({ custom_id }) => custom_id)).toEqual(['pick', 'whom']);

    const act = (customId: string, values?: string[]) =>
      bot.discord.press({ userId: ann.id, message, customId, ...(values && { values }) });
    expect((await act('pick', ['a'])).message?.content).toBe('a');
    const whom = await act('whom', [ann.id]);
    expect(whom.kind).toBe('deferred');
    expect(whom.followUps.map(({ content }) => content)).toEqual(['ann']);
    await expect(act('pick', ['b'])).rejects.toThrow('does not offer "b"');
    await expect(act('off')).rejects.toThrow('disabled');
    const next = await act('next');
    expect(next).toMatchObject({ kind: 'update', message: { id: message.id } });
    expect(next.message && textOf(next.message)).toBe('Page 2');
    await expect(act('next')).rejects.toThrow('no component "next"');
  });

  it('shows a modal, submits it, and updates the message behind it', async () => {
    handle = async (interaction) => {
      if (interaction.isChatInputCommand())
        await interaction.reply({
          content: 'Zone: none',
          components: [
            new ActionRowBuilder<ButtonBuilder>().addComponents(
              new ButtonBuilder().setCustomId('edit').setLabel('Edit').setStyle(ButtonStyle.Primary),
            ),
          ],
        });
      else if (interaction.isButton())
        await interaction.showModal(
          new ModalBuilder()
            .setCustomId('zone')
            .setTitle('Time zone')
            .addLabelComponents((label) =>
              label
                .setLabel('Zone')
                .setTextInputComponent(
                  new TextInputBuilder().setCustomId('name').setStyle(TextInputStyle.Short).setMaxLength(10),
                ),
            ),
        );
      else if (interaction.isModalSubmit() && interaction.isFromMessage())
        await interaction.update(`Zone: ${interaction.fields.getTextInputValue('name')}`);
    };
    const { message } = await subscribe();
    if (message === undefined) throw new Error('no message');
    const { kind, modal } = await bot.discord.press({ userId: ann.id, message, customId: 'edit' });
    expect(kind).toBe('modal');
    if (modal === undefined) throw new Error('no modal');
    expect(textOf(modal)).toBe('Zone');
    const submit = (fields: Record<string, string>) =>
      bot.discord.submitModal({ userId: ann.id, modal, fields });
    await expect(submit({ name: 'much too long a name' })).rejects.toThrow('1 to 10 characters');
    expect(await submit({ name: 'UTC' })).toMatchObject({
      kind: 'update',
      message: { content: 'Zone: UTC' },
    });
  });

  it('answers in the direct message with the bot', async () => {
    handle = async (interaction) => {
      if (interaction.isChatInputCommand())
        await interaction.reply({ files: [new AttachmentBuilder(Buffer.from('hi'), { name: 'a.txt' })] });
    };
    const reply = await bot.discord.command({
      userId: ann.id,
      name: 'feed',
      path: ['subscribe'],
      options: { links: 'x' },
    });
    expect(reply.message?.attachments[0]?.data.toString()).toBe('hi');
    expect(bot.discord.directMessages(ann.id).at(-1)?.id).toBe(reply.message?.id);
  });

  it('delivers a context menu command with its target', async () => {
    handle = async (interaction) => {
      if (interaction.isUserContextMenuCommand()) await interaction.reply(interaction.targetUser.username);
    };
    const reply = await bot.discord.command({
      guildId: guild.id,
      userId: ann.id,
      name: 'Voice time',
      targetId: ann.id,
    });
    expect(reply.message?.content).toBe('ann');
  });

  it('says what it saw when the bot does not answer', async () => {
    handle = () => Promise.resolve();
    const { name, path, options } = { name: 'feed', path: ['subscribe'], options: { links: 'x' } };
    const silent = bot.discord.command({
      guildId: guild.id,
      userId: ann.id,
      name,
      path,
      options,
      timeoutMs: 50,
    });
    await expect(silent).rejects.toThrow('was not acknowledged');
  });
});
