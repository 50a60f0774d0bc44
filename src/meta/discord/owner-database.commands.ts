import { Injectable, UseGuards } from '@nestjs/common';
import { type ButtonInteraction, type ChatInputCommandInteraction, MessageFlags } from 'discord.js';
import { Button, Context, Subcommand } from 'necord';

import { MaintenanceService } from '../../database';
import { asMessage, described } from '../../discord';
import { DATABASE, DATABASE_BACKUP, DATABASE_CHECK, DATABASE_TIDY } from './meta.custom-ids';
import { OWNER_TEXTS } from './meta.texts';
import { OwnerCommandGroup } from './owner.command-group';
import { databaseView, type Done } from './owner-database.view';
import { OwnerGuard } from './owner.guard';

const EDIT_EVERY_MS = 2_000;

/** The database's care in one panel. What it does goes on in a thread of its own. */
@Injectable()
@UseGuards(OwnerGuard)
@OwnerCommandGroup()
export class OwnerDatabaseCommands {
  constructor(private readonly maintenance: MaintenanceService) {}

  @Subcommand({ name: 'database', ...described(OWNER_TEXTS.database) })
  async database(@Context() [interaction]: [ChatInputCommandInteraction]): Promise<void> {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.editReply(asMessage(databaseView(await this.maintenance.look())));
  }

  @Button(DATABASE.pattern)
  async refresh(@Context() [interaction]: [ButtonInteraction]): Promise<void> {
    await interaction.deferUpdate();
    await interaction.editReply(asMessage(databaseView(await this.maintenance.look())));
  }

  @Button(DATABASE_BACKUP.pattern)
  async backUp(@Context() [interaction]: [ButtonInteraction]): Promise<void> {
    await this.work(interaction, 'Copying the database …', async (show) => ({
      did: 'backup',
      backup: await this.maintenance.backUp((share) => {
        show(share < 1 ? `Copying the database: ${Math.floor(share * 100)} %` : 'Checking the copy …');
      }),
    }));
  }

  @Button(DATABASE_CHECK.pattern)
  async check(@Context() [interaction]: [ButtonInteraction]): Promise<void> {
    await this.work(interaction, 'Looking for damage …', async () => ({
      did: 'check',
      problems: await this.maintenance.check(),
    }));
  }

  @Button(DATABASE_TIDY.pattern)
  async tidy(@Context() [interaction]: [ButtonInteraction]): Promise<void> {
    await this.work(interaction, 'Giving space back …', async () => ({
      did: 'tidy',
      bytes: await this.maintenance.tidy(),
    }));
  }

  /** Shows that something is being done, how far it is, and what came of it; after an error, how things are. */
  private async work(
    interaction: ButtonInteraction,
    doing: string,
    task: (show: (doing: string) => void) => Promise<Done>,
  ): Promise<void> {
    await interaction.deferUpdate();
    const facts = await this.maintenance.look();
    const edit = async (state: Parameters<typeof databaseView>[1]): Promise<void> => {
      await interaction.editReply(asMessage(databaseView(facts, state)));
    };
    await edit({ doing });
    let shownAt = performance.now();
    let showing: Promise<void> = Promise.resolve();
    let done: Done | null = null;
    try {
      done = await task((now) => {
        if (performance.now() - shownAt < EDIT_EVERY_MS) return;
        shownAt = performance.now();
        // One that is not shown is followed by another.
        showing = edit({ doing: now }).catch(() => undefined);
      });
    } finally {
      await showing;
      await interaction.editReply(
        asMessage(databaseView(await this.maintenance.look(), done ? { done } : {})),
      );
    }
  }
}
