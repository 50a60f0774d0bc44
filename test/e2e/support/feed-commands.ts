import { type OptionValue, type Reply, type SandboxDiscord, textOf } from '../../../sandbox/discord';

/** Who uses a command and where; without a guild in the direct messages with the bot. */
export interface Person {
  readonly userId: string;
  readonly guildId?: string;
}

export type Into = 'dm' | 'server';

/** The /feed commands as a person uses them. Every answer is for their eyes only. */
export class FeedCommands {
  constructor(
    private readonly discord: SandboxDiscord,
    private readonly person: Person,
    private readonly timeoutMs: number,
  ) {}

  async subscribe(links: string, into: Into): Promise<string> {
    return textIn(await this.use('subscribe', { links, send_into: into }));
  }

  async unsubscribe(links: string, into: Into): Promise<string> {
    return textIn(await this.use('unsubscribe', { links, send_into: into }));
  }

  async list(into: Into): Promise<string> {
    return textIn(await this.use('list', { sent_into: into }));
  }

  async settings(options: { enabled?: boolean; channel?: string }): Promise<string> {
    return textIn(await this.use('settings', options));
  }

  async use(subcommand: string, options: Readonly<Record<string, OptionValue>>): Promise<Reply> {
    const { person, timeoutMs } = this;
    const reply = await this.discord.command({
      ...person,
      name: 'feed',
      path: [subcommand],
      options,
      timeoutMs,
    });
    expect(reply.ephemeral).toBe(true);
    return reply;
  }
}

export function textIn({ message }: Reply): string {
  if (!message) throw new Error('The answer has no message');
  return textOf(message);
}
