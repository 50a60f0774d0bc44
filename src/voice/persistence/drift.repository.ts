import type { UnitOfWork } from '../../database';

type Table = 'spans' | 'periods' | 'members' | 'channels' | 'hours';

/** How many rows of each table are in one of two counts only. */
export type Drift = Readonly<Record<Table, number>>;

const SAME_PERIOD = `twin_period.kind = period.kind AND twin_period.started_at = period.started_at`;

/**
 * Rows of a count in schema `a` that the one in schema `b` has not, found by what they mean, because the two have keys
 * of their own. Each is looked up, so that nothing has to be sorted, however long the history. Sums of zero mean nothing.
 */
function unmatched(a: string, b: string): Readonly<Record<Table, string>> {
  const sums = (table: string): string =>
    `FROM ${a}.voice_periods AS period CROSS JOIN ${a}.voice_${table} AS own ON own.period_id = period.id`;
  const twin = (table: string): string => `SELECT 1 FROM ${b}.voice_periods AS twin_period
    CROSS JOIN ${b}.voice_${table} AS twin ON twin.period_id = twin_period.id
    WHERE twin_period.generation_id = :other AND ${SAME_PERIOD} AND twin.counted_ms = own.counted_ms`;
  const person = `LEFT JOIN ${a}.voice_participants AS person
    ON person.id = own.participant_id AND person.generation_id = :own`;
  return {
    spans: `FROM ${a}.voice_places AS place
      LEFT JOIN ${b}.voice_places AS twin_place
        ON twin_place.generation_id = :other AND twin_place.channel_id = place.channel_id
      CROSS JOIN ${a}.voice_spans AS own ON own.place_id = place.id
      ${person}
      WHERE place.generation_id = :own AND NOT EXISTS (
        SELECT 1 FROM ${b}.voice_spans AS twin
        CROSS JOIN ${b}.voice_participants AS twin_person ON twin_person.id = twin.participant_id
          AND twin_person.generation_id = :other AND twin_person.user_id = person.user_id
        WHERE twin.place_id = twin_place.id AND twin.started_at = own.started_at
          AND twin.session_id = own.session_id AND twin.counted_ms = own.counted_ms)`,
    periods: `FROM ${a}.voice_periods AS period
      WHERE period.generation_id = :own AND (period.counted_ms <> 0 OR period.members <> 0) AND NOT EXISTS (
        SELECT 1 FROM ${b}.voice_periods AS twin_period
        WHERE twin_period.generation_id = :other AND ${SAME_PERIOD}
          AND twin_period.counted_ms = period.counted_ms AND twin_period.members = period.members)`,
    members: `${sums('member_totals')}
      ${person}
      LEFT JOIN ${b}.voice_participants AS twin_person
        ON twin_person.generation_id = :other AND twin_person.user_id = person.user_id
      WHERE period.generation_id = :own AND NOT EXISTS (
        ${twin('member_totals')} AND twin.participant_id = twin_person.id)`,
    channels: `${sums('place_totals')}
      LEFT JOIN ${a}.voice_places AS place ON place.id = own.place_id AND place.generation_id = :own
      LEFT JOIN ${b}.voice_places AS twin_place
        ON twin_place.generation_id = :other AND twin_place.channel_id = place.channel_id
      WHERE period.generation_id = :own AND own.counted_ms <> 0 AND NOT EXISTS (
        ${twin('place_totals')} AND twin.place_id = twin_place.id)`,
    hours: `${sums('hour_totals')}
      WHERE period.generation_id = :own AND own.counted_ms <> 0 AND NOT EXISTS (
        ${twin('hour_totals')} AND twin.hour = own.hour)`,
  };
}

const MISSING = unmatched('main', 'separate');
const ADDITIONAL = unmatched('separate', 'main');

/** Compares a count in the database with one of the same history in an attached file. Reads all of both. */
export class DriftRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async compare(generationId: number, separateId: number): Promise<Drift> {
    const differences = async (table: Table): Promise<number> => {
      const missing = await this.count(MISSING[table], generationId, separateId);
      return missing + (await this.count(ADDITIONAL[table], separateId, generationId));
    };
    return {
      spans: await differences('spans'),
      periods: await differences('periods'),
      members: await differences('members'),
      channels: await differences('channels'),
      hours: await differences('hours'),
    };
  }

  private async count(rows: string, own: number, other: number): Promise<number> {
    const [found] = await this.unitOfWork.reader.query<{ n: number }[]>(`SELECT count(*) AS n ${rows}`, [
      { own, other },
    ]);
    return found?.n ?? 0;
  }
}
