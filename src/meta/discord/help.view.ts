import { ComponentType } from 'discord.js';

import { truncate } from '../../common';
import { card, row, text, textFor, type View } from '../../discord';
import { HELP_TOPIC } from './meta.custom-ids';
import { HELP_TEXTS } from './meta.texts';

/** A command as Discord was told it. */
export interface HelpCommand {
  /** Its mention, which can be pressed. */
  readonly title: string;
  readonly description: string;
  readonly options: readonly {
    readonly name: string;
    readonly description: string;
    readonly required: boolean;
  }[];
}

/** Commands that share their first word. */
export interface HelpTopic {
  readonly name: string;
  readonly description: string;
  readonly commands: readonly HelpCommand[];
  /** Whether it is a command by itself. */
  readonly isSingle: boolean;
}

const OVERVIEW = 'all';
/** Discord takes 4,000 characters of text in a message. */
const MOST_CHARACTERS = 3_800;

/**
 * @param chosen the name of a topic; anything else shows all of them.
 * @param locale of who reads it, in whose language the topics are as well.
 * @param menus names of the context menu commands, as they are shown to who reads it.
 */
export function helpView(
  topics: readonly HelpTopic[],
  chosen: string,
  locale: string,
  menus: readonly string[] = [],
): View {
  const topic = topics.find(({ name }) => name === chosen);
  return card(
    'info',
    text(truncate(topic ? detailsOf(topic, locale) : overviewOf(topics, locale, menus), MOST_CHARACTERS)),
    row({
      type: ComponentType.StringSelect,
      custom_id: HELP_TOPIC.of({}),
      placeholder: textFor(locale, HELP_TEXTS.chooseTopic),
      options: [
        { label: textFor(locale, HELP_TEXTS.allCommands), value: OVERVIEW, default: !topic },
        ...topics
          .filter((each) => !each.isSingle)
          .map(({ name, description }) => ({
            label: `/${name}`,
            value: name,
            description: truncate(description, 100),
            default: name === topic?.name,
          })),
      ],
    }),
  );
}

function overviewOf(topics: readonly HelpTopic[], locale: string, menus: readonly string[]): string {
  return [
    `## ${textFor(locale, HELP_TEXTS.title)}`,
    ...topics
      .filter((topic) => !topic.isSingle)
      .flatMap(({ description, commands }) => [`### ${description}`, ...commands.map(lineOf)]),
    ...(menus.length === 0 ? [] : [`### ${textFor(locale, HELP_TEXTS.menus)}`]),
    ...menus.map((name) => `- **${name}**`),
    `### ${textFor(locale, HELP_TEXTS.bot)}`,
    ...topics.filter(({ isSingle }) => isSingle).flatMap(({ commands }) => commands.map(lineOf)),
  ].join('\n');
}

function lineOf({ title, description }: HelpCommand): string {
  return `- ${title}: ${description}`;
}

function detailsOf({ description, commands }: HelpTopic, locale: string): string {
  const optional = ` (${textFor(locale, HELP_TEXTS.optional)})`;
  return [
    `## ${description}`,
    ...commands.flatMap((command) => [
      `### ${command.title}\n${command.description}`,
      ...command.options.map(
        (option) => `- \`${option.name}\`${option.required ? '' : optional}: ${option.description}`,
      ),
    ]),
  ].join('\n');
}
