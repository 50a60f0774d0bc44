import { ChatInputCommandInteraction, Events, MessageFlags } from 'discord.js';
import { CommandInput, GuildRecord, SandboxDiscord, UserRecord } from '../../sandbox/discord';
import { connectBot, ConnectedBot } from './sandbox-discord';

describe('the time and turns of an interaction in the sandbox Discord', () => {
  let now = Date.now();
  let bot: ConnectedBot;
  let discord: SandboxDiscord;
  let guild: GuildRecord;
  let ann: UserRecord;
  let handle: (interaction: ChatInputCommandInteraction) => Promise<unknown>;

  beforeAll(async () => {
    bot = await connectBot(
      (sandbox) => {
        ann = sandbox.createUser();
        guild = sandbox.createGuild({ members: [ann] });
      },
      { now: () => now },
    );
    discord = bot.discord;
    await bot.client.application.commands.set([{ name: 'do', description: 'Does' }]);
    bot.client.on(Events.InteractionCreate, (interaction) => {
      if (interaction.isChatInputCommand()) void handle(interaction);
    });
  });

  afterAll(() => bot.close());

  const use = (input: Partial<CommandInput> = {}) =>
    discord.command({ guildId: guild.id, userId: ann.id, name: 'do', ...input });

  /** Runs the bot's side and returns the code of its last refusal. */
  async function refusalOf(
    steps: (interaction: ChatInputCommandInteraction) => Promise<unknown>,
  ): Promise<unknown> {
    let refusal: unknown = 'pending';
    handle = async (interaction) => {
      refusal = await steps(interaction).then(
        () => 'accepted',
        (error: unknown) => (error as { code?: unknown }).code,
      );
    };
    void use({ timeoutMs: 500 }).catch(() => undefined);
    await discord.until(() => refusal !== 'pending');
    return refusal;
  }

  it('accepts an answer just before three seconds and refuses one at three seconds', async () => {
    const after = (ms: number) => (interaction: ChatInputCommandInteraction) => {
      now += ms;
      return interaction.reply('late?');
    };
    expect(await refusalOf(after(2_999))).toBe('accepted');
    expect(await refusalOf(after(3_000))).toBe(10062);
  });

  it('refuses a second acknowledgement', async () => {
    const token = async (interaction: ChatInputCommandInteraction) => {
      await interaction.reply('one');
      interaction.replied = false;
      await interaction.reply('two');
    };
    expect(await refusalOf(token)).toBe(40060);
  });

  it('lets a refused answer be repaired', async () => {
    handle = async (interaction) => {
      await interaction.reply({ content: 'x'.repeat(2_001) }).catch(() => interaction.reply('short'));
    };
    expect((await use()).message?.content).toBe('short');
  });

  it('ends the token after fifteen minutes', async () => {
    const edit = (ms: number) => async (interaction: ChatInputCommandInteraction) => {
      await interaction.reply('now');
      now += ms;
      await interaction.editReply('later');
    };
    expect(await refusalOf(edit(15 * 60_000 - 1))).toBe('accepted');
    expect(await refusalOf(edit(15 * 60_000))).toBe(50027);
    // The 401 of an expired interaction does not cost the bot its own token.
    await expect(bot.client.users.fetch(ann.id, { force: true })).resolves.toBeDefined();
  });

  it('knows no answer before the first one', async () => {
    const early = (interaction: ChatInputCommandInteraction) =>
      interaction.webhook.editMessage('@original', 'x');
    expect(await refusalOf(early)).toBe(10015);
  });

  it('hands out the message with the callback, and takes it back', async () => {
    let ids: unknown[] = [];
    handle = async (interaction) => {
      const { resource, interaction: about } = await interaction.reply({ content: 'x', withResponse: true });
      ids = [resource?.message?.id, about.responseMessageId, (await interaction.fetchReply()).id];
      await interaction.deleteReply();
    };
    const { message } = await use();
    await discord.until(() => message !== undefined && discord.message(message.id) === undefined);
    expect(ids).toEqual([message?.id, message?.id, message?.id]);
  });

  it('keeps a deferred ephemeral answer ephemeral', async () => {
    handle = async (interaction) => {
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply('secret');
    };
    const reply = await use();
    expect(reply).toMatchObject({ ephemeral: true, message: { content: 'secret', visibleTo: ann.id } });
  });
});
