import {
  type OptionValue,
  type Reply,
  type SandboxDiscord,
  type Suggestion,
  textOf,
} from '../../../sandbox/discord';

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

  async upcoming(into: Into): Promise<string> {
    return textIn(await this.use('upcoming', { sent_into: into }));
  }

  async settings(options: { enabled?: boolean; channel?: string }): Promise<string> {
    return textIn(await this.use('settings', options));
  }

  async pause(into: Into): Promise<string> {
    return textIn(await this.use('pause', { send_into: into }));
  }

  async resume(into: Into): Promise<string> {
    return textIn(await this.use('resume', { send_into: into }));
  }

  async test(into: Into): Promise<string> {
    return textIn(await this.use('test', { send_into: into }));
  }

  async health(): Promise<string> {
    return textIn(await this.use('health', {}));
  }

  /** What is offered while the option `links` is typed. */
  async suggest(
    subcommand: 'subscribe' | 'unsubscribe',
    typed: string,
    { into, channelId }: { into?: Into; channelId?: string } = {},
  ): Promise<readonly Suggestion[]> {
    const reply = await this.discord.autocomplete({
      ...this.person,
      ...(channelId !== undefined && { channelId }),
      name: 'feed',
      path: [subcommand],
      focused: 'links',
      options: { links: typed, ...(into && { send_into: into }) },
      timeoutMs: this.timeoutMs,
    });
    return reply.choices ?? [];
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
