import ts from 'typescript';

import { type Call, callOf, Source } from './source';

export interface CallSite {
  /** Null where a statement is only described, for a thread to issue. */
  readonly call: Call | null;
  readonly argument: ts.Expression | undefined;
  readonly parameters: ts.Expression | undefined;
  readonly place: string;
  /** `EntityManager.query`. */
  readonly method: string;
}

export interface CallSites {
  /** Whose first argument is SQL. */
  readonly sql: readonly CallSite[];
  /** Where TypeORM makes the SQL itself. */
  readonly made: readonly Pick<CallSite, 'place' | 'method'>[];
  /** Calls of what `TableRepository` gives to each repository: `FeedRepository.update`. */
  readonly inherited: ReadonlySet<string>;
  readonly problems: readonly string[];
}

const TAKES_SQL = /^(EntityManager|DataSource|QueryRunner|Repository)\.query$|^Database\.(prepare|exec)$/;
/** Ours: rows of a prepared statement that is kept. Its own `prepare` is called for these alone. */
const READ_CONNECTION = /^ReadConnection\.(rows|named)$/;
const MAKES_SQL = /^(EntityManager|Repository|TreeRepository|\w*QueryBuilder|BaseEntity)\./;
const NO_STATEMENT = /\.(transaction|release)$/;
/** What cannot be checked so, and is written as SQL instead. */
const UNCHECKED = /\.(getRaw\w+|stream|sql|queryStream)$/;

/** Finds all that issues SQL, by what is called and not by how it is spelled. */
export function findCallSites(source: Source): CallSites {
  const sql: CallSite[] = [];
  const made: Pick<CallSite, 'place' | 'method'>[] = [];
  const inherited = new Set<string>();
  const problems: string[] = [];
  for (const name of namesOfMethods(source)) {
    for (const mention of source.mentionsOf(name)) {
      const method = methodOf(source, mention);
      if (!method) continue;
      const call = callOf(mention);
      const site = { place: Source.place(mention), method };
      if (method.startsWith('TableRepository.')) {
        const repository = receiverOf(source, mention);
        if (repository) inherited.add(`${repository}.${name}`);
      } else if (UNCHECKED.test(method)) {
        problems.push(`${site.place}: rows of ${method} are not checked; write its SQL`);
      } else if (!call) {
        if (!isDeclared(mention))
          problems.push(`${site.place}: ${method} is passed on, so who calls it is unknown`);
      } else if (TAKES_SQL.test(method) ? !isWithin(call, 'ReadConnection') : READ_CONNECTION.test(method)) {
        sql.push({ ...site, call, argument: call.arguments?.[0], parameters: call.arguments?.[1] });
      } else if (MAKES_SQL.test(method) && !NO_STATEMENT.test(method) && isPromise(source, call)) {
        made.push(site);
      }
    }
  }
  return { sql: [...sql, ...described(source)], made, inherited, problems };
}

/** Objects that have `sql` and its `parameters`: the same statement, issued elsewhere. */
function described(source: Source): CallSite[] {
  return source.mentionsOf('sql').flatMap((mention): CallSite[] => {
    const property = mention.parent;
    if (!ts.isPropertyAssignment(property) || property.name !== mention) return [];
    const beside = property.parent.properties.find((each) => each.name?.getText() === 'parameters');
    if (!beside) return [];
    const parameters = ts.isPropertyAssignment(beside) ? beside.initializer : undefined;
    const place = Source.place(mention);
    return [{ call: null, argument: property.initializer, parameters, place, method: 'described' }];
  });
}

/** Of every class whose methods issue SQL, as far as the sources know it. */
function namesOfMethods(source: Source): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node)) {
      for (const each of node.members) {
        const method = `${node.name?.text ?? ''}.${each.name?.getText() ?? ''}`;
        const counts = [TAKES_SQL, READ_CONNECTION, MAKES_SQL, /^TableRepository\./].some((of) =>
          of.test(method),
        );
        if (counts && each.name) names.add(each.name.getText());
      }
    }
    ts.forEachChild(node, visit);
  };
  source.declarations.forEach(visit);
  return names;
}

function methodOf(source: Source, mention: ts.Identifier): string | null {
  const symbol = source.symbolOf(mention);
  const declaration = symbol?.valueDeclaration ?? symbol?.declarations?.[0];
  if (!declaration || !(ts.isMethodDeclaration(declaration) || ts.isMethodSignature(declaration)))
    return null;
  const { parent } = declaration;
  if (!ts.isClassDeclaration(parent) && !ts.isInterfaceDeclaration(parent)) return null;
  const method = `${parent.name?.text ?? ''}.${mention.text}`;
  const file = declaration.getSourceFile().fileName;
  const isOurs = READ_CONNECTION.test(method) || method.startsWith('TableRepository.');
  return isOurs || /node_modules\/(typeorm|@types\/better-sqlite3)\//.test(file) ? method : null;
}

/** Overriding or wrapping a method is no call of it; a caller of the override is found by its own name. */
function isDeclared({ parent }: ts.Identifier): boolean {
  return ts.isMethodDeclaration(parent) || ts.isPropertyAssignment(parent);
}

/** The class of what a method is called on. */
function receiverOf(source: Source, mention: ts.Identifier): string | null {
  if (!ts.isPropertyAccessExpression(mention.parent)) return null;
  const { expression } = mention.parent;
  const type = source.checker.getTypeAtLocation(expression);
  // `this` of `TableRepository` itself is whichever repository it was called on.
  const name = type.symbol.name;
  return name === 'TableRepository' ? null : name;
}

function isWithin(node: ts.Node, className: string): boolean {
  const owner = ts.findAncestor(node, ts.isClassDeclaration);
  return owner?.name?.text === className;
}

function isPromise(source: Source, call: Call): boolean {
  return source.checker.getTypeAtLocation(call).getSymbol()?.name === 'Promise';
}
