import { Injectable } from '@nestjs/common';

import { UnitOfWork } from '../../database';
import type { RollupRows } from '../statistics/rollup-rows';
import {
  ADD_TO_HOURS,
  ADD_TO_MEMBERS,
  ADD_TO_PERIODS,
  ADD_TO_PLACES,
  COUNT_EMPTY_MEMBERS,
  COUNT_NEW_MEMBERS,
  DELETE_EMPTY_MEMBERS,
  DELETE_SPANS,
  INSERT_SPANS,
  PARTICIPANTS,
  PERIODS,
  PLACES,
} from './rollup.sql';

type Row = readonly (string | number)[];

/** The tables of sums. */
@Injectable()
export class RollupRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @param sign 1 adds the rows, -1 takes them away again. */
  async apply(rows: RollupRows, sign: 1 | -1): Promise<void> {
    if (rows.spans.length === 0) return;
    const participants = await this.idsOf(PARTICIPANTS, rows.participants.keys);
    const places = await this.idsOf(PLACES, rows.places.keys);
    const periods = await this.idsOf(PERIODS, rows.periods.keys);
    const id = (ids: readonly number[], number: number): number => ids[number] ?? Number.NaN;

    const spans = rows.spans.map((span) => [
      id(places, span.place),
      span.startedAt,
      span.sessionId,
      id(participants, span.participant),
      span.ms,
    ]);
    await this.write(sign === 1 ? INSERT_SPANS : DELETE_SPANS, spans);

    const members: [number, number, number][] = [];
    for (const [participant, period, ms] of rows.memberTotals) {
      members.push([id(periods, period), id(participants, participant), sign * ms]);
    }
    // Neighbours in the table follow each other, which saves finding their page again.
    members.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const joined = await this.addMembers(members, sign);

    const totals = [...rows.periodTotals].map(([period, ms]): Row => {
      const periodId = id(periods, period);
      return [periodId, sign * ms, joined.get(periodId) ?? 0];
    });
    await this.write(ADD_TO_PERIODS, totals);
    const signed = (sums: Iterable<[number, number, number]>, second: (number: number) => number): Row[] =>
      [...sums].map(([period, other, ms]) => [id(periods, period), second(other), sign * ms]);
    await this.write(
      ADD_TO_PLACES,
      signed(rows.placeTotals, (place) => id(places, place)),
    );
    await this.write(
      ADD_TO_HOURS,
      signed(rows.hourTotals, (hour) => hour),
    );
  }

  /** @returns by how much the number of members of each period grew. */
  private async addMembers(rows: readonly Row[], sign: 1 | -1): Promise<Map<number, number>> {
    if (sign === 1) {
      const grown = await this.countMembers(COUNT_NEW_MEMBERS, rows);
      await this.write(ADD_TO_MEMBERS, rows);
      return grown;
    }
    await this.write(ADD_TO_MEMBERS, rows);
    const shrunk = await this.countMembers(COUNT_EMPTY_MEMBERS, rows);
    if (shrunk.size > 0) await this.write(DELETE_EMPTY_MEMBERS, rows);
    return new Map([...shrunk].map(([periodId, members]) => [periodId, -members]));
  }

  private async countMembers(sql: string, rows: readonly Row[]): Promise<Map<number, number>> {
    const counts = await this.unitOfWork.writer.query<{ periodId: number; members: number }[]>(sql, [
      JSON.stringify(rows),
    ]);
    return new Map(counts.map(({ periodId, members }) => [periodId, members]));
  }

  private async idsOf(
    sql: { readonly insert: string; readonly ids: string },
    keys: readonly Row[],
  ): Promise<number[]> {
    const json = JSON.stringify(keys);
    await this.unitOfWork.writer.query(sql.insert, [json]);
    const rows = await this.unitOfWork.writer.query<{ id: number }[]>(sql.ids, [json]);
    return rows.map(({ id }) => id);
  }

  private async write(sql: string, rows: readonly Row[]): Promise<void> {
    await this.unitOfWork.writer.query(sql, [JSON.stringify(rows)]);
  }
}
