import { type OptionValue, type Reply, type SandboxDiscord } from '../../../sandbox/discord';
import { type Person, textIn } from './feed-commands';

/** The /vc commands as a person uses them. */
export class VoiceCommands {
  constructor(
    private readonly discord: SandboxDiscord,
    private readonly person: Person,
  ) {}

  async text(subcommand: string, options: Readonly<Record<string, OptionValue>> = {}): Promise<string> {
    return textIn(await this.use(subcommand, options));
  }

  use(subcommand: string, options: Readonly<Record<string, OptionValue>> = {}): Promise<Reply> {
    return this.discord.command({
      ...this.person,
      name: 'vc',
      path: [subcommand],
      options,
      timeoutMs: 25_000,
    });
  }
}
