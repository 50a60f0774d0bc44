import { Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import {
  type BaseInteraction,
  type ChatInputCommandInteraction,
  MessageFlags,
  PermissionFlagsBits,
  type StringSelectMenuInteraction,
} from 'discord.js';
import {
  type CommandDiscovery,
  CommandsService,
  Context,
  type SlashCommandDiscovery,
  SlashCommand,
  StringSelect,
} from 'necord';

import { type Snowflake, toSnowflake } from '../../common';
import {
  asMessage,
  Audience,
  type AudienceOf,
  commandIds,
  commandMention,
  described,
  EVERYBODY,
  localized,
  type View,
} from '../../discord';
import { Owners } from '../owners';
import { type HelpCommand, type HelpTopic, helpView } from './help.view';
import { HELP_TOPIC } from './meta.custom-ids';
import { META_TEXTS } from './meta.texts';

/** Shows what was registered, to whom it is of use. */
@Injectable()
export class HelpCommands {
  constructor(
    private readonly commands: CommandsService,
    private readonly reflector: Reflector,
    private readonly owners: Owners,
  ) {}

  @SlashCommand({ name: 'help', ...described(META_TEXTS.help) })
  async help(@Context() [interaction]: [ChatInputCommandInteraction]): Promise<void> {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.editReply(asMessage(await this.show(interaction, '')));
  }

  @StringSelect(HELP_TOPIC.pattern)
  async choose(@Context() [interaction]: [StringSelectMenuInteraction]): Promise<void> {
    await interaction.deferUpdate();
    const [chosen = ''] = interaction.values;
    await interaction.editReply(asMessage(await this.show(interaction, chosen)));
  }

  private async show(interaction: BaseInteraction, chosen: string): Promise<View> {
    const { locale } = interaction;
    return helpView(await this.topicsFor(interaction), chosen, locale, this.menusFor(interaction));
  }

  private async topicsFor(interaction: BaseInteraction): Promise<HelpTopic[]> {
    const { user, guildId } = interaction;
    const topics = await this.topicsIn(interaction, null);
    if (guildId === null || !this.owners.findCommandsIn(user.id, guildId)) return topics;
    return [...topics, ...(await this.topicsIn(interaction, toSnowflake(guildId)))];
  }

  /** @param guildId null for the commands that are everywhere, otherwise those that are in this guild only. */
  private async topicsIn(interaction: BaseInteraction, guildId: Snowflake | null): Promise<HelpTopic[]> {
    const ids = await commandIds(interaction.client, guildId);
    const all =
      guildId === null ? this.commands.getGlobalCommands() : this.commands.getGuildCommands(guildId);
    return all
      .filter((command) => command.isSlashCommand())
      .map((command): HelpTopic => {
        const name = command.getName();
        const subcommands = [...command.getSubcommands().values()];
        const commands = (subcommands.length === 0 ? [command] : subcommands)
          .filter((each) => this.isFor(interaction, each))
          .map((each) => ({
            ...helpOf(each, interaction.locale),
            title: commandMention(each === command ? name : `${name} ${each.getName()}`, ids),
          }));
        const description = descriptionOf(command, interaction.locale);
        return { name, description, commands, isSingle: subcommands.length === 0 };
      })
      .filter(({ commands }) => commands.length > 0);
  }

  private menusFor(interaction: BaseInteraction): string[] {
    return this.commands
      .getGlobalCommands()
      .filter((command) => command.isContextMenu())
      .filter((command) => this.isFor(interaction, command))
      .map((menu) => localized(interaction.locale, menu.getName(), menu.toJSON().nameLocalizations));
  }

  private isFor(interaction: BaseInteraction, command: CommandDiscovery): boolean {
    const { guild, dm } = this.audienceOf(command);
    if (interaction.guildId === null) return dm;
    if (guild === 'everybody') return true;
    return interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true;
  }

  private audienceOf(command: CommandDiscovery): AudienceOf {
    return this.reflector.get<AudienceOf | undefined>(Audience.KEY, command.getHandler()) ?? EVERYBODY;
  }
}

function helpOf(
  command: SlashCommandDiscovery,
  locale: string,
): Pick<HelpCommand, 'description' | 'options'> {
  return {
    description: descriptionOf(command, locale),
    options: Object.values(command.getRawOptions()).map((option) => ({
      name: option.name,
      description: localized(locale, option.description, option.description_localizations),
      required: option.required === true,
    })),
  };
}

function descriptionOf(command: SlashCommandDiscovery, locale: string): string {
  return localized(locale, command.getDescription(), command.toJSON().descriptionLocalizations);
}
