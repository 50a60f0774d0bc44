import { Injectable } from '@nestjs/common';

import { UnitOfWork } from '../../database';

/** How many rows of each table are in one of two counts only. */
export type Drift = Readonly<Record<string, number>>;

const PERIOD = 'period.kind, period.started_at';

/** Rows of a generation by what they mean, because the two counts have keys of their own. Sums of zero mean nothing. */
const ROWS = {
  spans: `SELECT place.channel_id, span.started_at, span.session_id, participant.user_id, span.counted_ms
    FROM voice_places AS place CROSS JOIN voice_spans AS span ON span.place_id = place.id
    LEFT JOIN voice_participants AS participant ON participant.id = span.participant_id
      AND participant.generation_id = place.generation_id
    WHERE place.generation_id = ?`,
  periods: `SELECT ${PERIOD}, period.counted_ms, period.members FROM voice_periods AS period
    WHERE period.generation_id = ? AND (period.counted_ms <> 0 OR period.members <> 0)`,
  members: `SELECT ${PERIOD}, participant.user_id, total.counted_ms
    FROM voice_periods AS period
    CROSS JOIN voice_member_totals AS total ON total.period_id = period.id
    LEFT JOIN voice_participants AS participant ON participant.id = total.participant_id
    WHERE period.generation_id = ?`,
  channels: `SELECT ${PERIOD}, place.channel_id, total.counted_ms FROM voice_periods AS period
    CROSS JOIN voice_place_totals AS total ON total.period_id = period.id
    LEFT JOIN voice_places AS place ON place.id = total.place_id
    WHERE period.generation_id = ? AND total.counted_ms <> 0`,
  hours: `SELECT ${PERIOD}, total.hour, total.counted_ms FROM voice_periods AS period
    CROSS JOIN voice_hour_totals AS total ON total.period_id = period.id
    WHERE period.generation_id = ? AND total.counted_ms <> 0`,
} as const;

/** Compares two counts of the same history under the same settings. Reads all of both. */
@Injectable()
export class DriftRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async compare(generationId: number, otherId: number): Promise<Drift> {
    const drift: Record<string, number> = {};
    for (const [table, rows] of Object.entries(ROWS)) {
      const missing = await this.countDifference(rows, generationId, otherId);
      drift[table] = missing + (await this.countDifference(rows, otherId, generationId));
    }
    return drift;
  }

  private async countDifference(rows: string, generationId: number, otherId: number): Promise<number> {
    const [found] = await this.unitOfWork.reader.query<{ n: number }[]>(
      `SELECT count(*) AS n FROM (SELECT * FROM (${rows}) EXCEPT SELECT * FROM (${rows}))`,
      [generationId, otherId],
    );
    return found?.n ?? 0;
  }
}
