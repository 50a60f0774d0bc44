import { Client, ClientOptions, Events, GatewayIntentBits } from 'discord.js';
import { SandboxDiscord, SandboxDiscordOptions } from '../../sandbox/discord';

const INTENTS = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMembers,
  GatewayIntentBits.GuildVoiceStates,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
];

export interface ConnectedBot {
  readonly discord: SandboxDiscord;
  readonly client: Client<true>;
  close(): Promise<void>;
}

/** discord.js as it is, pointed at the sandbox; only the wait between two IDENTIFYs is left out. */
export function clientFor(discord: SandboxDiscord, options: Partial<ClientOptions> = {}): Client {
  return new Client({
    intents: INTENTS,
    rest: { api: discord.apiUrl },
    ws: { buildIdentifyThrottler: () => Promise.resolve({ waitForIdentify: () => Promise.resolve() }) },
    ...options,
  });
}

export async function connectBot(
  prepare: (discord: SandboxDiscord) => void = () => undefined,
  options: SandboxDiscordOptions = {},
): Promise<ConnectedBot> {
  const discord = await SandboxDiscord.start(options);
  discord.setPrivilegedIntents(GatewayIntentBits.GuildMembers);
  prepare(discord);
  const client = clientFor(discord);
  const isReady = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.token);
  await isReady;
  return {
    discord,
    client: client as Client<true>,
    close: async () => {
      await client.destroy();
      await discord.close();
    },
  };
}
