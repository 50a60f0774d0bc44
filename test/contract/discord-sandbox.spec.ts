import {
  ActionRowBuilder,
  ApplicationCommandOptionType,
  AttachmentBuilder,
  ButtonBuilder,
  ButtonStyle,
  ChannelType,
  ChannelSelectMenuBuilder,
  ContainerBuilder,
  EmbedBuilder,
  Events,
  FileBuilder,
  Interaction,
  MediaGalleryBuilder,
  MessageActionRowComponentBuilder,
  MessageFlags,
  ModalBuilder,
  PermissionFlagsBits,
  SectionBuilder,
  SeparatorBuilder,
  StringSelectMenuBuilder,
  TextChannel,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
  ThumbnailBuilder,
} from 'discord.js';
import { GuildRecord, UserRecord } from '../../sandbox/discord';
import { connectBot, ConnectedBot } from '../integration/sandbox-discord';
import { DiscordContract } from './openapi/discord-contract';
import { describeAgainst } from './specifications';

const contracts = [DiscordContract.fromEnv()] as const;

describeAgainst(contracts, 'discord.js and the sandbox Discord keep to Discord’s OpenAPI', (contract) => {
  let bot: ConnectedBot;
  let guild: GuildRecord;
  let ann: UserRecord;
  let channel: TextChannel;

  beforeAll(async () => {
    bot = await connectBot(
      (discord) => {
        contract.watch(discord);
        ann = discord.createUser();
        guild = discord.createGuild({ members: [ann] });
      },
      { rateLimits: false },
    );
    channel = bot.client.channels.cache.find((found) => found instanceof TextChannel) as TextChannel;
    await bot.client.application.commands.set([
      {
        name: 'do',
        description: 'Does',
        defaultMemberPermissions: PermissionFlagsBits.SendMessages,
        options: [
          {
            type: ApplicationCommandOptionType.String,
            name: 'what',
            description: 'What',
            autocomplete: true,
          },
          { type: ApplicationCommandOptionType.Integer, name: 'count', description: 'How many', minValue: 1 },
        ],
      },
    ]);
  });

  beforeEach(() => (bot.discord.violations.length = 0));
  afterEach(() => {
    bot.client.removeAllListeners(Events.InteractionCreate);
    expect(bot.discord.violations).toEqual([]);
  });
  afterAll(() => bot.close());

  const on = (handle: (interaction: Interaction) => Promise<unknown>) =>
    bot.client.on(Events.InteractionCreate, (interaction) => void handle(interaction));
  const use = () => bot.discord.command({ guildId: guild.id, userId: ann.id, name: 'do' });

  it('for the application and its commands', async () => {
    const { application } = bot.client;
    await application.fetch();
    const command = await application.commands.create({ name: 'other', description: 'Other' });
    await command.edit({ description: 'Changed' });
    await application.commands.fetch();
    await application.commands.fetch(command.id);
    await command.delete();
    await expect(application.commands.fetch(command.id)).rejects.toMatchObject({ code: 10063 });
  });

  it('for people, places and guilds', async () => {
    const home = await bot.client.guilds.fetch({ guild: guild.id, force: true });
    await home.members.fetch({ user: ann.id, force: true });
    await home.members.list({ limit: 10 });
    await home.channels.fetch();
    await home.roles.fetch();
    await bot.client.users.fetch(ann.id, { force: true });
    await bot.client.channels.fetch(channel.id, { force: true });
    await bot.client.users.send(ann.id, 'hello');
    await channel.sendTyping();
  });

  it('for the roles of members, where these are the bot’s to give', async () => {
    const own = bot.discord.rolesOf(guild.id, bot.discord.botUser.id)[0] ?? '';
    const role = bot.discord.createRole(guild.id);
    const member = await (await bot.client.guilds.fetch(guild.id)).members.fetch(ann.id);
    await expect(member.roles.add(role.id)).rejects.toMatchObject({ code: 50013 });
    bot.discord.setRolePermissions(guild.id, own, PermissionFlagsBits.ManageRoles);
    await expect(member.roles.add(role.id)).rejects.toMatchObject({ code: 50013 });
    bot.discord.setRolePosition(guild.id, own, 20);
    await member.roles.add(role.id);
    expect(bot.discord.rolesOf(guild.id, ann.id)).toEqual([role.id]);
    await member.roles.remove(role.id);
    expect(bot.discord.rolesOf(guild.id, ann.id)).toEqual([]);
    await expect(member.roles.add(own)).rejects.toMatchObject({ code: 50013 });
    bot.discord.deleteRole(guild.id, role.id);
    await expect(member.roles.add(role.id)).rejects.toMatchObject({ code: 10011 });
  });

  it('for plain messages, embeds, files, pages and refusals', async () => {
    const file = new AttachmentBuilder(Buffer.from('x'), { name: 'x.png', description: 'An x' });
    const embed = new EmbedBuilder()
      .setTitle('T')
      .setImage('attachment://x.png')
      .addFields({ name: 'n', value: 'v' });
    const message = await channel.send({
      content: 'x',
      embeds: [embed],
      files: [file],
      nonce: '1',
      enforceNonce: true,
    });
    await message.edit({ content: 'y', embeds: [] });
    await message.reply('z');
    await channel.messages.fetch({ limit: 5 });
    await channel.messages.fetch({ message: message.id, force: true });
    await message.delete();
    await expect(channel.send('x'.repeat(2_001))).rejects.toMatchObject({ code: 50035 });
  });

  it('for every component of a V2 message', async () => {
    const row = () => new ActionRowBuilder<MessageActionRowComponentBuilder>();
    const container = new ContainerBuilder()
      .setAccentColor(0x123456)
      .addTextDisplayComponents((text) => text.setContent('Text'))
      .addSectionComponents(
        new SectionBuilder()
          .addTextDisplayComponents((text) => text.setContent('Beside'))
          .setThumbnailAccessory(new ThumbnailBuilder({ media: { url: 'https://example.org/a.png' } })),
      )
      .addSeparatorComponents(new SeparatorBuilder())
      .addMediaGalleryComponents(
        new MediaGalleryBuilder().addItems({ media: { url: 'attachment://a.txt' }, description: 'A' }),
      )
      .addFileComponents(new FileBuilder().setURL('attachment://a.txt'))
      .addActionRowComponents(
        row().addComponents(
          new ButtonBuilder().setCustomId('b').setLabel('B').setEmoji('🔔').setStyle(ButtonStyle.Primary),
          new ButtonBuilder().setURL('https://example.org').setLabel('Go').setStyle(ButtonStyle.Link),
        ),
        row().addComponents(
          new StringSelectMenuBuilder()
            .setCustomId('s')
            .setPlaceholder('P')
            .addOptions({ label: 'L', value: 'v' }),
        ),
        row().addComponents(
          new ChannelSelectMenuBuilder().setCustomId('c').setChannelTypes(ChannelType.GuildText),
        ),
      );
    const files = [new AttachmentBuilder(Buffer.from('x'), { name: 'a.txt' })];
    const message = await channel.send({
      components: [container],
      files,
      flags: MessageFlags.IsComponentsV2,
    });
    await message.edit({ components: [new TextDisplayBuilder().setContent('Less')] });
  });

  it('for the answers to a command', async () => {
    on(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.reply({ content: 'x', flags: MessageFlags.Ephemeral, withResponse: true });
      await interaction.editReply('y');
      await interaction.fetchReply();
      const followUp = await interaction.followUp({ content: 'z' });
      await interaction.deleteReply(followUp);
      await interaction.deleteReply();
    });
    const { message } = await use();
    await bot.discord.until(() => message !== undefined && bot.discord.message(message.id) === undefined);
  });

  it('for deferred answers, updates, modals and suggestions', async () => {
    on(async (interaction) => {
      if (interaction.isAutocomplete()) await interaction.respond([{ name: 'A', value: 'a' }]);
      else if (interaction.isChatInputCommand()) {
        await interaction.deferReply({ withResponse: true });
        const button = new ButtonBuilder().setCustomId('b').setLabel('B').setStyle(ButtonStyle.Primary);
        await interaction.editReply({
          components: [new ActionRowBuilder<ButtonBuilder>().addComponents(button)],
          content: 'x',
        });
      } else if (interaction.isButton())
        await interaction.showModal(
          new ModalBuilder()
            .setCustomId('m')
            .setTitle('M')
            .addLabelComponents((label) =>
              label
                .setLabel('L')
                .setTextInputComponent(
                  new TextInputBuilder().setCustomId('t').setStyle(TextInputStyle.Short),
                ),
            ),
        );
      else if (interaction.isModalSubmit() && interaction.isFromMessage())
        await interaction.update({ content: 'done', components: [], withResponse: true });
    });
    const place = { guildId: guild.id, userId: ann.id, name: 'do' };
    await bot.discord.autocomplete({ ...place, focused: 'what', options: { what: 'a' } });
    const { message } = await use();
    if (message === undefined) throw new Error('no message');
    const { modal } = await bot.discord.press({ userId: ann.id, message, customId: 'b' });
    if (modal === undefined) throw new Error('no modal');
    const done = await bot.discord.submitModal({ userId: ann.id, modal, fields: { t: 'text' } });
    expect(done.message?.content).toBe('done');
  });
});

describeAgainst(contracts, 'the watch over Discord’s OpenAPI', (contract) => {
  let bot: ConnectedBot;

  beforeAll(async () => {
    bot = await connectBot((discord) => {
      contract.watch(discord);
      discord.createGuild();
    });
  });
  afterAll(() => bot.close());

  it.each([
    [{ content: 'x', contnet: 'y' }, 'has the unknown key "contnet"'],
    [{ content: 'x', flags: '4' }, '/flags must be integer,null'],
    [
      {
        content: 'x',
        components: [
          { type: 1, components: [{ type: 2, style: 1, custom_id: 'c', lable: 'x', label: 'y' }] },
        ],
      },
      '/components/0/components/0 has the unknown key "lable"',
    ],
  ])('notices %j', async (body, expected) => {
    const channel = bot.client.channels.cache.find((found) => found instanceof TextChannel);
    await bot.client.rest.post(`/channels/${channel?.id ?? ''}/messages`, { body });
    expect(bot.discord.violations.splice(0).join('\n')).toContain(expected);
  });
});
