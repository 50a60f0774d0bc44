import { join } from 'node:path';
import { DataSource } from 'typeorm';

import { dataSourceOptions, openDatabase } from '../src/database';

type Entities = readonly (new () => object)[];

/**
 * What is not the same in the schema that the migrations build and the one that the entities say. TypeORM's own
 * comparison looks at names only for checks, unique constraints and partial indexes, so the second part compares with
 * a database that TypeORM builds from nothing.
 * @param folder an empty one, for two database files.
 */
export async function schemaDifferences(folder: string, entities: Entities): Promise<string[]> {
  const options = dataSourceOptions(join(folder, 'migrated.db'));
  const migrated = await openDatabase({ ...options, entities: [...entities] });
  const synchronised = await new DataSource({
    ...dataSourceOptions(join(folder, 'synchronised.db')),
    entities: [...entities],
    migrations: [],
    synchronize: true,
  }).initialize();
  try {
    const { upQueries } = await migrated.driver.createSchemaBuilder().log();
    const built = await describeSchema(migrated);
    const said = await describeSchema(synchronised);
    return [
      ...upQueries.map(({ query }) => `TypeORM would run: ${query}`),
      ...built.filter((line) => !said.includes(line)).map((line) => `only in the migrations: ${line}`),
      ...said.filter((line) => !built.includes(line)).map((line) => `only in the entities: ${line}`),
    ];
  } finally {
    await migrated.destroy();
    await synchronised.destroy();
  }
}

/** One line for each column, index, foreign key and named constraint, in a spelling that does not depend on the author. */
async function describeSchema(dataSource: DataSource): Promise<string[]> {
  const rows: { line: string }[] = await dataSource.query(`
    WITH tables AS (
      SELECT name FROM sqlite_master
      WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT IN ('migrations', 'typeorm_metadata')
    )
    SELECT tables.name || ' column ' || c.name || ' ' || upper(c.type) || ' notnull=' || c."notnull" || ' pk=' || c.pk
      || ' default=' || coalesce(c.dflt_value, 'none') AS line
    FROM tables, pragma_table_xinfo(tables.name) AS c
    UNION ALL
    SELECT tables.name || ' index ' || iif(i.origin = 'c', i.name, i.origin) || ' unique=' || i."unique" || ' ('
      || (SELECT group_concat(name, ', ' ORDER BY seqno) FROM pragma_index_info(i.name)) || ')'
      || iif(i.partial, (SELECT ' ' || substr(sql, instr(sql, 'WHERE')) FROM sqlite_master WHERE name = i.name), '')
    FROM tables, pragma_index_list(tables.name) AS i
    UNION ALL
    SELECT tables.name || ' reference ' || f."from" || ' -> ' || f."table" || '.' || f."to" || ' on delete '
      || f.on_delete || ' on update ' || f.on_update
    FROM tables, pragma_foreign_key_list(tables.name) AS f`);
  const tables: { name: string; sql: string }[] = await dataSource.query(
    `SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT IN ('migrations', 'sqlite_sequence')`,
  );
  return [...rows.map(({ line }) => line), ...tables.flatMap(describeConstraints)].sort();
}

function describeConstraints({ name, sql }: { name: string; sql: string }): string[] {
  const constraints = sql.match(/CONSTRAINT "\w+" (CHECK \(.*?\)\)|UNIQUE|FOREIGN KEY)/g) ?? [];
  const autoIncrement = sql.includes('AUTOINCREMENT') ? [`${name} counts its ids`] : [];
  return [...constraints.map((constraint) => `${name} ${constraint}`), ...autoIncrement];
}
