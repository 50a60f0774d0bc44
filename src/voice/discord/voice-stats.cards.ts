import { Injectable } from '@nestjs/common';
import { type BaseInteraction, PermissionFlagsBits } from 'discord.js';
import { join } from 'node:path';

import { type Snowflake, toSnowflake } from '../../common';
import { drawingAt, MemberProfiles, type Picture, Pictures, requireGuild, type View } from '../../discord';
import { PrivacyChoices } from '../../privacy';
import { requireShown } from '../statistics/require-shown';
import type { AskedFigures } from '../statistics/voice-figures';
import { VoiceSummaries } from '../statistics/voice-summaries.service';
import type * as drawing from './drawings/stats.drawing';
import { requireSeenByOne } from './seen-by-one';
import { altOf, pointsOf } from './stats-alt';
import { type StatsPicture, statsPicture, type Subject } from './stats-picture';
import { voiceStatsView } from './voice-stats.view';

const DRAWING = drawingAt<typeof drawing>(join(__dirname, 'drawings/stats.drawing'));
const ICON = { extension: 'webp', forceStatic: true, size: 128 } as const;

/** The card with somebody's voice time, for whatever asks for it; defer first, for it is drawn. */
@Injectable()
export class VoiceStatsCards {
  constructor(
    private readonly summaries: VoiceSummaries,
    private readonly profiles: MemberProfiles,
    private readonly pictures: Pictures,
    private readonly privacy: PrivacyChoices,
  ) {}

  /** Whether this is for who asks alone: of whom is hidden, nobody else sees anything. */
  isPrivate(interaction: BaseInteraction, userId: Snowflake | null): boolean {
    return userId !== null && this.privacy.isHidden(requireGuild(interaction), userId);
  }

  /** What was asked for, as whoever uses this interaction may see it. */
  async show(interaction: BaseInteraction, asked: AskedFigures): Promise<View> {
    const guildId = requireGuild(interaction);
    const readerId = toSnowflake(interaction.user.id);
    if (asked.userId !== null) requireShown(this.privacy, guildId, asked.userId, readerId);
    if (this.isPrivate(interaction, asked.userId)) requireSeenByOne(interaction, 'vc stats');
    const figures = await this.summaries.figures(guildId, asked);
    if (figures.totalMs === 0) return voiceStatsView({ figures, picture: null, points: '', readerId });
    const subject = await this.subjectOf(interaction, guildId, figures.userId);
    const model = statsPicture(figures, subject, (channelId) => channelName(interaction, channelId));
    const picture = await this.draw(model);
    return voiceStatsView({ figures, picture, points: pointsOf(model.body), readerId });
  }

  private async draw(model: StatsPicture): Promise<Picture | null> {
    const { subject } = model;
    const png = await this.pictures.draw(DRAWING, model, [subject.imageUrl]);
    return png && { png, filename: 'voice-stats.png', alt: altOf(model) };
  }

  private async subjectOf(
    { guild }: BaseInteraction,
    guildId: Snowflake,
    userId: Snowflake | null,
  ): Promise<Subject> {
    if (userId === null) {
      return { id: guildId, name: guild?.name ?? 'This server', imageUrl: guild?.iconURL(ICON) ?? null };
    }
    const { name, avatarUrl } = (await this.profiles.of(guildId, [userId])).get(userId);
    return { id: userId, name, imageUrl: avatarUrl };
  }
}

/** A picture says to everybody what it says: names only of channels that who asked may see. */
function channelName({ guild, member }: BaseInteraction, channelId: string): string {
  const channel = guild?.channels.cache.get(channelId);
  if (!channel) return 'a deleted channel';
  const asking = member && 'guild' in member ? channel.permissionsFor(member) : null;
  return asking?.has(PermissionFlagsBits.ViewChannel) === true ? channel.name : 'a private channel';
}
