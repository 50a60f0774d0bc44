import ts from 'typescript';

import { type Call, callOf, Source } from './source';

export function isFunction(node: ts.Node): node is ts.FunctionLikeDeclaration {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node)
  );
}

/** Every call of a function, method or constructor; or, when others may call it too, why that is. */
export function callsOf(source: Source, owner: ts.SignatureDeclaration): readonly Call[] | string {
  const name = nameOf(owner);
  const symbol = name && source.symbolOf(name);
  if (!name || !symbol) return 'is a parameter of a function without a name';
  const calls: Call[] = [];
  for (const mention of source.mentionsOf(name.text)) {
    if (mention === name || isImportOrExport(mention) || source.symbolOf(mention) !== symbol) continue;
    const call = callOf(mention);
    if (call) calls.push(call);
    else if (!ts.isConstructorDeclaration(owner))
      return `is a parameter of what is passed on at ${Source.place(mention)}`;
  }
  return calls.length > 0 ? calls : 'is a parameter of what nobody calls';
}

/** Also of the constant that a function is. */
function nameOf(owner: ts.SignatureDeclaration): ts.Identifier | null {
  const named = ts.isConstructorDeclaration(owner)
    ? owner.parent
    : ts.isArrowFunction(owner) || ts.isFunctionExpression(owner)
      ? owner.parent
      : owner;
  const { name } = named as { readonly name?: ts.Node };
  return name && ts.isIdentifier(name) ? name : null;
}

function isImportOrExport({ parent }: ts.Identifier): boolean {
  return ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isImportClause(parent);
}
