import { EntitySchema, DataSource } from 'typeorm';

import { entityProblems } from '../../../scripts/queries/entities';
import { Fixtures } from './fixture';

const SCHEMA = `
  CREATE TABLE things (id INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL, note TEXT, size INTEGER NOT NULL);
  CREATE INDEX ix_things_name ON things (name);
  CREATE TABLE parts (id INTEGER PRIMARY KEY NOT NULL, thing_id INTEGER NOT NULL REFERENCES things (id));`;

const read = (type: string, sql: string, parameters = ''): string =>
  `export const rows = manager.query<${type}[]>(\`${sql}\`${parameters});`;

const CODES = {
  right: read('{ id: number; note: string | null }', 'SELECT id, note FROM things WHERE name = ?', `, ['a']`),
  'wrong column': read(
    '{ id: number; title: string }',
    'SELECT id, name FROM things WHERE name = ?',
    `, ['a']`,
  ),
  'wrong type': read('{ size: boolean }', 'SELECT size FROM things WHERE id = ?', ', [1]'),
  'may be null': read('{ note: string }', 'SELECT note FROM things WHERE id = ?', ', [1]'),
  'never null': read('{ name: string | null }', 'SELECT name FROM things WHERE id = ?', ', [1]'),
  'renamed column': read('{ title: string }', 'SELECT title FROM things WHERE id = ?', ', [1]'),
  'no index': read('{ id: number }', 'SELECT id FROM things AS t WHERE t.note = ?', `, ['a']`),
  'not SQL': read('{ id: number }', 'SELECT id FORM things'),
  'too few values': read('{ id: number }', 'SELECT id FROM things WHERE name = ? AND size = ?', `, ['a']`),
  indeterminable: `export const rows = (sql: string) => manager.query<{ id: number }[]>(sql);`,
  'passed on': `export const query = manager.query.bind(manager);`,
  any: `export async function rows() { const all = await manager.query('SELECT id FROM things WHERE id = 1'); return all; }`,
  variants: `
    const BY = { name: by('name'), note: by('note') };
    function by(column: 'name' | 'note'): string { return \`SELECT id FROM things WHERE \${column} = ?\`; }
    class Reader {
      find(key: string) { return this.read<{ id: number }>(BY[key === 'a' ? 'name' : 'note'], [key]); }
      other() { return this.read<{ title: string }>(BY.name, ['a']); }
      private read<Row>(sql: string, values: string[]) { return manager.query<Row[]>(sql, [...values]); }
    }
    export const reader = new Reader();`,
  described: `
    const columns = Object.entries({ name: 'title', note: 'remark' }).map(([from, to]) => from + ' AS ' + to).join();
    export const asked = (name: string) => ({ sql: \`SELECT \${columns}, sise FROM things WHERE name = ?\`, parameters: [name] });`,
  'whole index': read('{ id: number }', 'SELECT id FROM things WHERE id IN (SELECT thing_id FROM parts)'),
  builder: `export const rows = manager.find('ThingEntity');`,
  raw: `export const rows = manager.createQueryBuilder().getRawMany();`,
  entity: `export class ThingEntity { id!: number; name!: string; note!: string; size!: number | null; }`,
};

describe('the check of queries', () => {
  let fixtures: Fixtures;
  beforeAll(() => {
    fixtures = new Fixtures(SCHEMA, CODES);
  }, 120_000);
  afterAll(() => {
    fixtures.close();
  });

  const cases: readonly (readonly [keyof typeof CODES, readonly string[]])[] = [
    ['right', []],
    ['wrong column', ['nothing receives its column name', 'it gives no column title']],
    ['wrong type', ['size is received as boolean, and SQLite gives number']],
    ['may be null', ['note may be NULL, and its type is string']],
    ['never null', ['name is never NULL, and its type is string | null']],
    ['renamed column', ['no such column: title']],
    ['no index', ['it passes all of things, which grows (SCAN t)']],
    ['not SQL', ['near "things": syntax error']],
    ['too few values', ['it wants 2 values and is given 1']],
    ['passed on', ['EntityManager.query is passed on, so who calls it is unknown']],
    ['described', ['no such column: sise']],
    ['whole index', ['it passes all of parts, which grows (SCAN parts)']],
    ['any', ['its rows are received as any']],
    ['raw', ['rows of SelectQueryBuilder.getRawMany are not checked; write its SQL']],
  ];
  it.each(cases)('says of %s what is wrong with it', (name, problems) => {
    expect(fixtures.problemsOf(name)).toEqual(problems);
  });

  it('fails where nobody can say what the SQL is', () => {
    const [problem = ''] = fixtures.problemsOf('indeterminable');
    expect(problem).toMatch(/^its SQL cannot be determined: is a parameter of what nobody calls: sql/);
  });

  it('follows functions that assemble and generic ones that read, each caller with its own type', () => {
    expect(fixtures.problemsOf('variants')).toEqual([
      'it passes all of things, which grows (SCAN things)',
      'nothing receives its column id',
      'it gives no column title',
    ]);
  });

  it('fails where TypeORM makes SQL that no sample reaches', async () => {
    expect(await fixtures.unreached('builder')).toEqual(['no sample reaches this EntityManager.find']);
  });

  it('takes a scan that is allowed, and fails when nothing needs the exception any more', () => {
    const place = 'test/integration/queries/no index.fixture.ts';
    const reason = 'a test';
    expect(fixtures.problemsOf('no index', { allowedScans: [{ place, step: 'SCAN t', reason }] })).toEqual(
      [],
    );
    const unused = { place, step: 'SCAN things USING INDEX ix_things_size', reason };
    expect(fixtures.problemsOf('no index', { allowedScans: [unused] })).toContain(
      'no plan has "SCAN things USING INDEX ix_things_size" any more; take the exception away',
    );
  });

  it('fails when SQL that is made at run time is so no more', () => {
    const place = 'test/integration/queries/right.fixture.ts';
    expect(fixtures.problemsOf('right', { madeAtRunTime: [{ place, sql: [], reason: 'a test' }] })).toEqual([
      'nothing is made at run time there any more',
    ]);
  });

  it('finds references that every deletion would look for without an index', () => {
    expect(fixtures.database.unindexedReferences()).toEqual([
      'parts.thing_id refers to things and has no index',
    ]);
  });

  it('compares the properties of an entity with its columns', async () => {
    const columns = {
      id: { type: 'integer', primary: true },
      name: { type: 'text' },
      note: { type: 'text', nullable: true },
      size: { type: 'integer' },
    } as const;
    const entities = [new EntitySchema({ name: 'ThingEntity', tableName: 'things', columns })];
    const dataSource = new DataSource({ type: 'better-sqlite3', database: ':memory:', entities });
    await dataSource.initialize();
    const problems = entityProblems(fixtures.source, fixtures.database, dataSource);
    await dataSource.destroy();
    expect(problems.map((problem) => problem.replace(/^.*: /, ''))).toEqual([
      'ThingEntity.note may be NULL, and its type is string',
      'ThingEntity.size is never NULL, and its type is number | null',
    ]);
  });
});
