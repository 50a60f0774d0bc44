import { Injectable } from '@nestjs/common';
import { type ChatInputCommandInteraction, MessageFlags } from 'discord.js';
import { Context, SlashCommand } from 'necord';

import { Clock, VERSION } from '../../common';
import { AboutFacts, asMessage, described } from '../../discord';
import { aboutView } from './about.view';
import { META_TEXTS } from './meta.texts';

@Injectable()
export class AboutCommands {
  constructor(
    private readonly facts: AboutFacts,
    private readonly clock: Clock,
  ) {}

  @SlashCommand({ name: 'about', ...described(META_TEXTS.about) })
  async about(@Context() [interaction]: [ChatInputCommandInteraction]): Promise<void> {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const { client } = interaction;
    const view = aboutView({
      version: VERSION,
      startedAt: new Date(this.clock.now().getTime() - process.uptime() * 1000),
      latencyMs: client.ws.ping < 0 ? null : Math.round(client.ws.ping),
      guilds: client.guilds.cache.size,
      memory: process.memoryUsage.rss(),
      facts: await Promise.all(
        this.facts.all.map(async ({ title, lines }) => ({ title, lines: await lines() })),
      ),
    });
    await interaction.editReply(asMessage(view));
  }
}
