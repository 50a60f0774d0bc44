import { Injectable, type OnModuleInit } from '@nestjs/common';

import { duration, type Snowflake } from '../common';
import { type ExportedTable, type MemberScope, type PersonalData, PersonalDataHolders } from '../privacy';
import { VoiceRecordingRepository } from './persistence';
import { GenerationRepository } from './persistence/generation.repository';
import { RecordedStayRepository } from './persistence/recorded-stay.repository';
import { COUNT_TABLES } from './persistence/separate-count';
import { VoiceDataRepository } from './persistence/voice-data.repository';
import { VoiceStatistics } from './statistics/voice-statistics.service';
import { VoiceTotals } from './statistics/voice-totals';
import { VoiceRecordingService } from './tracking';
import { exportedVoice } from './exported-voice';

const COUNTED_UP_TO = 10_000;
/** As many as a slice of a count has. */
const SLICE_SESSIONS = 40;
const SLICE_ROWS = 1_000;

/** Where members were in voice channels, and what was counted of it. */
@Injectable()
export class VoiceData implements PersonalData, OnModuleInit {
  readonly title = 'Voice channels';
  readonly tables = [
    'voice_sessions',
    'voice_segments',
    'voice_suspensions',
    'voice_members',
    'voice_channels',
    ...COUNT_TABLES,
  ];

  constructor(
    private readonly holders: PersonalDataHolders,
    private readonly data: VoiceDataRepository,
    private readonly recordings: VoiceRecordingRepository,
    private readonly stays: RecordedStayRepository,
    private readonly generations: GenerationRepository,
    private readonly totals: VoiceTotals,
    private readonly statistics: VoiceStatistics,
    private readonly recording: VoiceRecordingService,
  ) {}

  onModuleInit(): void {
    this.holders.register(this);
  }

  async facts({ userId, guildId }: MemberScope): Promise<readonly string[]> {
    const { stays, since, ms } = await this.data.sumsOf(userId, guildId, COUNTED_UP_TO);
    const number = stays.toLocaleString('en-US');
    const isAll = stays < COUNTED_UP_TO;
    const first = `<t:${Math.floor((since ?? 0) / 1000)}:D>`;
    return [
      ...(stays > 0 && isAll ? [`**${number} stays** since ${first}, ${duration(ms)} in all`] : []),
      ...(isAll ? [] : [`**${number} stays** or more`]),
      ...(stays > 0
        ? [
            'Of each: the channel, from when to when, and when you were muted, deafened, alone, away, streaming or on camera',
          ]
        : []),
      ...((await this.data.hasRoles(userId, guildId))
        ? ['Your roles, as they were when you were in voice last']
        : []),
    ];
  }

  exported(of: MemberScope): readonly ExportedTable[] {
    return exportedVoice(of);
  }

  settle(): Promise<void> {
    return this.recording.settle();
  }

  async deleteMember({ userId, guildId }: MemberScope): Promise<boolean> {
    const sessions = await this.data.listSome(userId, guildId, SLICE_SESSIONS);
    if (sessions.length > 0) {
      await this.totals.subtract(sessions.filter(({ isActive }) => isActive === 0).map(({ id }) => id));
      await this.recordings.deleteSessions(sessions.map(({ id }) => id));
    }
    // After the sessions: the rules by which they were counted name members too.
    const changed = sessions.length > 0 || (await this.data.forgetMember(userId, guildId));
    if (changed) this.statistics.forgetBoards();
    return changed;
  }

  async deleteGuild(guildId: Snowflake): Promise<boolean> {
    // In each slice: until the sessions are gone somebody may have begun another count of them.
    for (const state of ['building', 'checking', 'current'] as const) {
      await this.generations.retire(guildId, state);
    }
    if ((await this.data.deleteSessions(guildId, SLICE_ROWS)) > 0) return true;
    const [retired] = await this.generations.listRetired(guildId);
    if (retired) {
      await this.generations.purge(retired.id, SLICE_ROWS);
      return true;
    }
    if ((await this.data.deleteNotes(guildId)) > 0) return true;
    this.recording.setEnabled(guildId, true);
    return false;
  }

  async listGuilds(): Promise<readonly Snowflake[]> {
    return [...(await this.stays.listGuilds()), ...(await this.data.listNotedGuilds())];
  }
}
