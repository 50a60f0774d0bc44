import {
  APIModalInteractionResponseCallbackData,
  ApplicationCommandOptionType,
  ChatInputCommandInteraction,
  Events,
  Interaction,
  InteractionContextType,
  PermissionFlagsBits,
  TextDisplayBuilder,
} from 'discord.js';
import { CommandInput, GuildRecord, SandboxDiscord, UserRecord } from '../../sandbox/discord';
import { connectBot, ConnectedBot } from './sandbox-discord';

describe('what the sandbox Discord offers to a person', () => {
  let bot: ConnectedBot;
  let discord: SandboxDiscord;
  let guild: GuildRecord;
  let channelId: string;
  let ann: UserRecord;
  let handle: (interaction: Interaction) => Promise<unknown>;

  beforeAll(async () => {
    bot = await connectBot((sandbox) => {
      ann = sandbox.createUser();
      guild = sandbox.createGuild({ members: [ann] });
      [channelId = ''] = [...guild.channels.keys()];
    });
    discord = bot.discord;
    bot.client.on(Events.InteractionCreate, (interaction) => void handle(interaction));
    await bot.client.application.commands.set([
      {
        name: 'open',
        description: 'For everybody',
        options: [
          { type: ApplicationCommandOptionType.String, name: 'q', description: 'Q', autocomplete: true },
        ],
      },
      {
        name: 'settings',
        description: 'Settings',
        defaultMemberPermissions: PermissionFlagsBits.ManageGuild,
      },
      { name: 'here', description: 'In guilds', contexts: [InteractionContextType.Guild] },
      { name: 'adult', description: 'For adults', nsfw: true },
    ]);
  });

  beforeEach(() => {
    handle = (interaction) => (interaction as ChatInputCommandInteraction).reply('done');
  });

  afterAll(() => bot.close());

  const use = (name: string, input: Partial<CommandInput> = {}) =>
    discord.command({ guildId: guild.id, userId: ann.id, name, ...input });

  it('hides a command from people without its default permissions, unless an administrator opened it', async () => {
    await expect(use('settings')).rejects.toThrow('hidden');
    await expect(use('settings', { allowedByOverride: true })).resolves.toMatchObject({ kind: 'message' });
    await expect(use('settings', { userId: guild.ownerId })).resolves.toMatchObject({ kind: 'message' });
    const manager = discord.createUser();
    discord.addMember(guild.id, manager.id, { permissions: PermissionFlagsBits.ManageGuild });
    await expect(use('settings', { userId: manager.id })).resolves.toMatchObject({ kind: 'message' });
  });

  it('keeps commands to their contexts, channels and members', async () => {
    await expect(discord.command({ userId: ann.id, name: 'here' })).rejects.toThrow('direct messages');
    await expect(use('adult')).rejects.toThrow('age-restricted');
    await expect(use('open', { userId: discord.createUser().id })).rejects.toThrow('not a member');
    await expect(use('closed')).rejects.toThrow('There is no command "closed"; there are: open, settings');
  });

  it('tells the bot what the person and the bot may do in the channel', async () => {
    const deny = PermissionFlagsBits.AttachFiles;
    discord.setOverwrite(channelId, { id: ann.id, type: 1, deny });
    discord.setOverwrite(channelId, {
      id: discord.botUser.id,
      type: 1,
      deny: PermissionFlagsBits.EmbedLinks,
    });
    let seen: unknown;
    handle = (interaction) => {
      const { memberPermissions, appPermissions } = interaction;
      seen = [memberPermissions?.has('AttachFiles'), appPermissions.has('AttachFiles')];
      seen = [seen, memberPermissions?.has('EmbedLinks'), appPermissions.has('EmbedLinks')];
      return (interaction as ChatInputCommandInteraction).reply('done');
    };
    await use('open', { channelId });
    expect(seen).toEqual([[false, true], true, false]);
  });

  /** The bot answers an interaction wrongly; resolves with the refusal. */
  async function refusalOf(
    answer: (interaction: Interaction) => Promise<unknown>,
    act: () => Promise<unknown>,
  ) {
    let refusal: unknown;
    handle = async (interaction) => {
      refusal = await answer(interaction).catch((error: unknown) => error);
    };
    void act().catch(() => undefined);
    await discord.until(() => refusal !== undefined);
    return refusal;
  }

  it('refuses 26 suggestions', async () => {
    const choices = Array.from({ length: 26 }, (_, index) => ({ name: `n${index}`, value: 'v' }));
    const refusal = await refusalOf(
      (interaction) => (interaction.isAutocomplete() ? interaction.respond(choices) : Promise.resolve()),
      () =>
        discord.autocomplete({
          ...{ guildId: guild.id, userId: ann.id, name: 'open', focused: 'q', options: { q: 'x' } },
          timeoutMs: 100,
        }),
    );
    expect(refusal).toMatchObject({ code: 50035, message: expect.stringContaining('25 or fewer') as string });
  });

  it('refuses a modal without a field and one with a long title', async () => {
    const show = (modal: APIModalInteractionResponseCallbackData) =>
      refusalOf(
        (interaction) => (interaction as ChatInputCommandInteraction).showModal(modal),
        () => use('open', { timeoutMs: 100 }),
      );
    const text = new TextDisplayBuilder().setContent('x').toJSON();
    const empty = { custom_id: 'm', title: 'M', components: [] };
    expect(await show(empty)).toMatchObject({ code: 50035 });
    expect(await show({ ...empty, title: 'x'.repeat(46), components: [text] })).toMatchObject({
      code: 50035,
    });
  });
});
