import ts from 'typescript';

import type { CallSite } from './call-sites';
import { Evaluator, IndeterminableError } from './evaluator';
import { explore } from './explore';
import { type RowShape, rowShape } from './row-type';
import type { Source } from './source';

/** One statement as it is issued at one place. */
export interface Issued {
  readonly place: string;
  readonly sql: string;
  readonly shape: RowShape;
  /** How many values, or which names, it is given; null where that is made at run time. */
  readonly given: number | readonly string[] | null;
  /** Set where all of a table is what is wanted. */
  readonly wholeTables?: true;
}

/** Every statement that a call can issue, in all its variants. @throws IndeterminableError */
export function statementsOf(source: Source, site: CallSite): Issued[] {
  const { argument, parameters } = site;
  if (!argument) return [];
  const all = explore(site.place, (choose) => {
    const evaluator = new Evaluator(source, choose);
    const sql = evaluator.evaluate(argument);
    if (typeof sql !== 'string') throw new IndeterminableError(argument, 'is no text');
    const shape = rowShape(source, site, evaluator);
    const isPrepared = !site.method.endsWith('.query') && (site.call !== null || !parameters);
    const given = isPrepared ? null : givenIn(source, parameters);
    return { place: site.place, sql, shape, given };
  });
  return [...new Map(all.map((issued) => [JSON.stringify(issued), issued])).values()];
}

function givenIn(source: Source, parameters: ts.Expression | undefined): Issued['given'] {
  if (!parameters) return 0;
  let list = parameters;
  if (ts.isIdentifier(parameters)) {
    const declaration = source.symbolOf(parameters)?.valueDeclaration;
    if (declaration && ts.isVariableDeclaration(declaration)) list = declaration.initializer ?? list;
  }
  if (!ts.isArrayLiteralExpression(list) || list.elements.some(ts.isSpreadElement)) return null;
  const [first] = list.elements;
  if (first && ts.isObjectLiteralExpression(first))
    return first.properties.map(({ name }) => name?.getText() ?? '');
  // One value that is no text and no number is an object of names.
  if (
    list.elements.length === 1 &&
    first &&
    source.checker.getTypeAtLocation(first).flags & ts.TypeFlags.Object
  )
    return null;
  return list.elements.length;
}
