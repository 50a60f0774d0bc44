import { Injectable } from '@nestjs/common';
import { type ChatInputCommandInteraction, MessageFlags } from 'discord.js';
import { Context, SlashCommand } from 'necord';

import { Clock, VERSION } from '../../common';
import { AboutFacts, asMessage } from '../../discord';
import { aboutView } from './about.view';

@Injectable()
export class AboutCommands {
  constructor(
    private readonly facts: AboutFacts,
    private readonly clock: Clock,
  ) {}

  @SlashCommand({ name: 'about', description: 'Version, uptime, memory, and how the sources are' })
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
