import ts from 'typescript';

import type { CallSite } from './call-sites';
import type { Evaluator } from './evaluator';
import type { Call, Source } from './source';

export type Kind = 'string' | 'number' | 'bigint' | 'bytes' | 'anything' | 'other';

export interface Field {
  readonly name: string;
  readonly kind: Kind;
  readonly nullable: boolean;
  /** As it is written. */
  readonly type: string;
}

/** What rows are received as; `null` where nobody looks at them. */
export type RowShape =
  | { readonly as: 'object' | 'tuple'; readonly fields: readonly Field[] }
  | { readonly as: 'value'; readonly field: Field }
  | { readonly as: 'any' }
  | null;

const CONTINUED = ['pluck', 'raw', 'expand', 'safeIntegers', 'bind', 'all', 'get', 'iterate'];

/** The type that receives a statement's rows, seen through generic functions up to whoever named it. */
export function rowShape(source: Source, { call, method }: CallSite, evaluator: Evaluator): RowShape {
  const { checker } = source;
  if (method === 'Database.exec' || !call) return null;
  const isPrepared = method === 'Database.prepare';
  const { outer, names } = isPrepared ? chain(call) : { outer: call as ts.Expression, names: ['all'] };
  if (isPrepared && !names.some((name) => ['all', 'get', 'iterate'].includes(name))) return null;
  if (ts.isExpressionStatement(skipAwait(outer).parent)) return null;
  const target = ts.isAsExpression(outer.parent) ? outer.parent : outer;
  let type = received(checker, checker.getTypeAtLocation(target));
  for (let depth = 0; type && type.flags & ts.TypeFlags.TypeParameter && depth < 5; depth += 1) {
    const owner = ts.findAncestor(type.symbol.declarations?.[0], ts.isFunctionLike);
    const caller = owner && evaluator.callers.get(owner);
    type = caller && received(checker, checker.getTypeAtLocation(caller));
  }
  if (!type || type.flags & ts.TypeFlags.Unknown) return null;
  if (type.flags & ts.TypeFlags.Any) return { as: 'any' };
  if (names.includes('pluck')) return { as: 'value', field: fieldOf(checker, 'value', type) };
  return shapeOf(checker, type, call);
}

export function shapeOf(checker: ts.TypeChecker, type: ts.Type, at: ts.Node): RowShape {
  if (checker.isTupleType(type)) {
    const types = checker.getTypeArguments(type as ts.TypeReference);
    return { as: 'tuple', fields: types.map((each, index) => fieldOf(checker, `[${index}]`, each)) };
  }
  const fields = checker
    .getPropertiesOfType(type)
    .map((property) => fieldOf(checker, property.name, checker.getTypeOfSymbolAtLocation(property, at)));
  return { as: 'object', fields };
}

/** Of a promise its value, of a list its elements, of what may be missing that which may be there. */
function received(checker: ts.TypeChecker, type: ts.Type): ts.Type | undefined {
  const value = checker.getAwaitedType(type) ?? type;
  if (value.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter)) return value;
  const present = checker.getNonNullableType(value);
  if (checker.isArrayType(present)) return checker.getTypeArguments(present as ts.TypeReference)[0];
  if (present.getSymbol()?.name === 'IterableIterator')
    return checker.getTypeArguments(present as ts.TypeReference)[0];
  return present;
}

function fieldOf(checker: ts.TypeChecker, name: string, type: ts.Type): Field {
  const present = checker.getNonNullableType(type);
  const nullable = present !== type && !(type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown));
  return { name, kind: kindOf(checker, present), nullable, type: checker.typeToString(type) };
}

function kindOf(checker: ts.TypeChecker, type: ts.Type): Kind {
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return 'anything';
  if (checker.isTypeAssignableTo(type, checker.getStringType())) return 'string';
  if (checker.isTypeAssignableTo(type, checker.getNumberType())) return 'number';
  if (checker.isTypeAssignableTo(type, checker.getBigIntType())) return 'bigint';
  return /^(Buffer|Uint8Array)\b/.test(type.getSymbol()?.name ?? '') ? 'bytes' : 'other';
}

/** `prepare(sql).pluck().all()`: the whole of it, and the methods. */
function chain(call: Call): { outer: ts.Expression; names: string[] } {
  const names: string[] = [];
  let outer: ts.Expression = call;
  for (;;) {
    const access = outer.parent;
    if (!ts.isPropertyAccessExpression(access) || !CONTINUED.includes(access.name.text)) break;
    if (!ts.isCallExpression(access.parent)) break;
    names.push(access.name.text);
    outer = access.parent;
  }
  return { outer, names };
}

function skipAwait(node: ts.Expression): ts.Expression {
  return ts.isAwaitExpression(node.parent) ? node.parent : node;
}
