import { ApplicationCommandType } from 'discord.js';

import type { CommandOption } from '../../../sandbox/discord';
import { textIn } from '../support/feed-commands';
import { onStage } from '../support/on-stage';

/** The same word in both languages. */
const EQUAL = ['DM', 'Server'];

/** A command or an option. */
type Described = Pick<CommandOption, 'name' | 'description' | 'choices' | 'options'> & {
  readonly description_localizations?: unknown;
};

interface Words {
  /** Where they stand: `feed list sent_into`. */
  readonly of: string;
  readonly en: string;
  readonly id: string | undefined;
}

function translation(localizations: unknown): string | undefined {
  return (localizations as { id?: string } | null | undefined)?.id;
}

function describing(command: Described, above = ''): Words[] {
  const of = `${above}${command.name}`;
  const own = { of, en: command.description, id: translation(command.description_localizations) };
  const labels = command.choices?.map(({ name, ...choice }): Words => ({
    of: `${of}: ${name}`,
    en: name,
    id: translation((choice as { name_localizations?: unknown }).name_localizations),
  }));
  const below = command.options?.flatMap((option) => describing(option, `${of} `));
  return [own, ...(labels ?? []), ...(below ?? [])];
}

describe('the languages of the commands', () => {
  const it = onStage();

  it('are English and Indonesian for every command, option and choice', (stage) => {
    const commands = stage.discord.commands();
    const slash = commands.filter(({ type }) => type === ApplicationCommandType.ChatInput);
    const menus = commands.filter((command) => !slash.includes(command));
    const all = [
      ...slash.flatMap((command) => describing(command)),
      ...menus.map((menu) => ({ of: menu.name, en: menu.name, id: translation(menu.name_localizations) })),
    ];
    expect(menus.length).toBeGreaterThan(1);
    const within = (text = ''): boolean => text.trim() === text && text.length > 0 && text.length <= 100;
    expect(all.length).toBeGreaterThan(50);
    expect(all.filter(({ en, id }) => !within(en) || !within(id))).toEqual([]);
    expect(all.filter(({ en, id }) => en === id && !EQUAL.includes(en))).toEqual([]);
    return Promise.resolve();
  });

  it('leave the names that people type as they are', (stage) => {
    const registered = JSON.stringify(
      stage.discord.commands().filter(({ type }) => type === ApplicationCommandType.ChatInput),
      (key, value: unknown) => (key === 'choices' ? undefined : value),
    );
    expect(registered).not.toContain('"name_localizations":{');
    return Promise.resolve();
  });

  it('are chosen by that of who asks for help', async (stage) => {
    const { discord } = stage;
    const { member } = stage.community();
    const help = { ...member, name: 'help', timeoutMs: 25_000 };
    const indonesian = await discord.command({ ...help, locale: 'id' });
    expect(textIn(indonesian)).toContain('Apa saja yang diikuti kamu atau server ini');
    expect(textIn(indonesian)).not.toContain('What you or this server follow');
    expect(textIn(await discord.command({ ...help, locale: 'ja' }))).toContain(
      'What you or this server follow',
    );
    const { message } = indonesian;
    if (!message) throw new Error('/help showed nothing');
    const topic = { ...member, message, customId: 'meta/help', values: ['feed'], locale: 'id' };
    expect(textIn(await discord.press({ ...topic, timeoutMs: 25_000 }))).toContain(
      '`languages` (opsional): Bahasa chapter',
    );
  });
});
