import type { ReadConnection } from './read-connection';

/** Numbers from -1 downwards for ids that no generation knows yet; the same id has the same number for ever. */
export class Strangers {
  private readonly ids: string[] = [];
  private readonly numbers = new Map<string, number>();

  numberOf(id: string): number {
    const number = this.numbers.get(id) ?? -this.ids.push(id);
    this.numbers.set(id, number);
    return number;
  }

  idOf(number: number): string {
    return this.ids[-number - 1] ?? '';
  }
}

/** Discord's ids and the short keys that a generation has for them. */
export class Keys {
  private readonly ids = new Map<number, string>();
  private readonly keys = new Map<string, number>();

  constructor(
    private readonly connection: ReadConnection,
    private readonly strangers: Strangers,
    private readonly generationId: number,
    private readonly table: string,
    private readonly column: string,
  ) {}

  /** Negative for an id that has no closed session that counts. */
  keyOf(id: string): number {
    const known = this.keys.get(id);
    if (known !== undefined) return known;
    const sql = `SELECT id FROM ${this.table} WHERE generation_id = ? AND ${this.column} = ?`;
    const [row] = this.connection.rows<[number]>(sql, this.generationId, id);
    const key = row?.[0] ?? this.strangers.numberOf(id);
    this.keys.set(id, key);
    this.ids.set(key, id);
    return key;
  }

  idsOf(keys: readonly number[]): Map<number, string> {
    const unknown = keys.filter((key) => key > 0 && !this.ids.has(key));
    const sql = `SELECT id, ${this.column} FROM ${this.table} WHERE id IN (SELECT value FROM json_each(?))`;
    for (const [key, id] of this.connection.rows<[number, string]>(sql, JSON.stringify(unknown))) {
      this.ids.set(key, id);
    }
    return new Map(keys.map((key) => [key, this.ids.get(key) ?? this.strangers.idOf(key)]));
  }
}
