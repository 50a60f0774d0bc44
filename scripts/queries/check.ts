import { type CallSites, findCallSites } from './call-sites';
import { columnProblems } from './columns';
import { type CheckedDatabase, parametersOf } from './database';
import { IndeterminableError } from './evaluator';
import { scansOf } from './plans';
import type { Source } from './source';
import { type Issued, statementsOf } from './statements';

/** A scan that is meant. */
export interface AllowedScan {
  /** The file that issues it. */
  readonly place: string;
  /** As SQLite's plan has it, up to the name of the index. */
  readonly step: string;
  readonly reason: string;
}

/** SQL that is made of whatever tables a database has, with the statements that it comes to. */
export interface MadeAtRunTime {
  readonly place: string;
  readonly sql: readonly string[];
  readonly reason: string;
}

export interface Rules {
  /** Tables that stay small, and why. */
  readonly smallTables: Readonly<Record<string, string>>;
  readonly allowedScans: readonly AllowedScan[];
  readonly madeAtRunTime: readonly MadeAtRunTime[];
  /** Files that wrap the libraries' methods, whose callers are found by their own names. */
  readonly wrappers: readonly string[];
}

export interface Findings {
  readonly problems: readonly string[];
  readonly statements: readonly Issued[];
  readonly sites: CallSites;
}

/** Finds every statement that is written in the sources. */
export function collect(source: Source, rules: Rules): Findings {
  const sites = findCallSites(source);
  const problems = sites.problems.filter(
    (problem) => !rules.wrappers.some((file) => problem.startsWith(file)),
  );
  const used = new Set<MadeAtRunTime>();
  const statements = sites.sql.flatMap((site): Issued[] => {
    try {
      return statementsOf(source, site);
    } catch (error) {
      if (!(error instanceof IndeterminableError)) throw error;
      const made = rules.madeAtRunTime.find(({ place }) => place === fileOf(site.place));
      if (made) {
        used.add(made);
        return made.sql.map((sql) => ({
          place: site.place,
          sql,
          shape: null,
          given: null,
          wholeTables: true,
        }));
      }
      problems.push(`${site.place}: its SQL cannot be determined: ${error.message}`);
      return [];
    }
  });
  for (const made of rules.madeAtRunTime)
    if (!used.has(made)) problems.push(`${made.place}: nothing is made at run time there any more`);
  return { problems, statements, sites };
}

/** Prepares each statement and says what is wrong with it. */
export function check(database: CheckedDatabase, statements: readonly Issued[], rules: Rules): string[] {
  for (const { sql } of statements) if (/^\s*CREATE TABLE IF NOT EXISTS/i.test(sql)) database.create(sql);
  const used = new Set<AllowedScan>();
  const problems = statements.flatMap((issued) => {
    const { place, sql, shape, wholeTables = false } = issued;
    try {
      const statement = database.prepare(sql);
      const columns = statement.reader ? statement.columns() : [];
      const scans = scansOf(database, sql).filter(({ table }) => !Object.hasOwn(rules.smallTables, table));
      const unexpected = scans.filter(({ step }) => {
        if (wholeTables) return false;
        const allowed = rules.allowedScans.find((each) => each.step === step && each.place === fileOf(place));
        if (allowed) used.add(allowed);
        return !allowed;
      });
      return [
        ...parameterProblems(issued),
        ...columnProblems(database, sql, columns, shape),
        ...unexpected.map(({ table, step }) => `it passes all of ${table}, which grows (${step})`),
      ].map((problem) => `${place}: ${problem}\n    ${inOneLine(sql)}`);
    } catch (error) {
      return [`${place}: ${(error as Error).message}\n    ${inOneLine(sql)}`];
    }
  });
  const unused = rules.allowedScans.filter((allowed) => !used.has(allowed));
  return [
    ...new Set(problems),
    ...unused.map(({ place, step }) => `${place}: no plan has "${step}" any more; take the exception away`),
    ...database.unindexedReferences(),
  ];
}

function parameterProblems({ sql, given }: Issued): string[] {
  const { count, names } = parametersOf(sql);
  if (given === null) return [];
  if (typeof given === 'number')
    return given === count && names.length === 0
      ? []
      : [`it wants ${count + names.length} values and is given ${given}`];
  return names.filter((name) => !given.includes(name)).map((name) => `it is not given :${name}`);
}

function fileOf(place: string): string {
  return place.replace(/:\d+$/, '');
}

function inOneLine(sql: string): string {
  return sql.replace(/\s+/g, ' ').trim().slice(0, 160);
}
