import ts from 'typescript';

import { callsOf, isFunction } from './calls';
import type { Choose } from './explore';
import { type Call, Source } from './source';

/** Why nobody can say before the program runs what an expression is. */
export class IndeterminableError extends Error {
  constructor(node: ts.Node, why: string) {
    super(`${why}: ${node.getText().split('\n', 1)[0] ?? ''} (${Source.place(node)})`);
  }
}

/** What the parameters of functions are that are being computed. */
type Scope = ReadonlyMap<ts.Node, unknown>;
type Callable = (...given: unknown[]) => unknown;

/** Of what belongs to the language, that which only makes values. */
const GLOBALS: Readonly<Record<string, unknown>> = { Array, JSON, Math, Number, Object, String, undefined };
const NOTHING: Scope = new Map();

class Later {
  constructor(readonly value: () => unknown) {}
}

/**
 * Computes what an expression is, from the sources alone: constants, templates, functions that assemble. Where it depends
 * on a parameter or a condition, one of the function's callers or of the two sides is chosen. One evaluator follows one
 * choice of each, so that what belongs together stays together.
 */
export class Evaluator {
  /** Functions that were entered from outside, by which of their calls. */
  readonly callers = new Map<ts.Node, Call>();
  private mayAsk = true;

  constructor(
    private readonly source: Source,
    private readonly choose: Choose,
  ) {}

  /** @throws IndeterminableError */
  evaluate(node: ts.Expression, scope: Scope = NOTHING): unknown {
    if (ts.isStringLiteralLike(node)) return node.text;
    if (ts.isNumericLiteral(node)) return Number(node.text.replaceAll('_', ''));
    if (ts.isIdentifier(node)) return this.valueOf(node, scope);
    if (ts.isTemplateExpression(node)) {
      const parts = node.templateSpans.map(({ expression, literal }) => {
        return String(this.evaluate(expression, scope)) + literal.text;
      });
      return node.head.text + parts.join('');
    }
    if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node))
      return this.evaluate(node.expression, scope);
    if (ts.isNonNullExpression(node)) return this.evaluate(node.expression, scope);
    if (isFunction(node)) return this.closure(node, scope);
    if (ts.isConditionalExpression(node)) return this.conditional(node, scope);
    if (ts.isCallExpression(node)) return this.call(node, scope);
    if (ts.isPropertyAccessExpression(node)) return this.property(node, scope);
    if (ts.isElementAccessExpression(node)) {
      const object = this.evaluate(node.expression, scope);
      return member(object, this.evaluate(node.argumentExpression, scope), node);
    }
    if (ts.isArrayLiteralExpression(node)) {
      return node.elements.flatMap((element) =>
        ts.isSpreadElement(element)
          ? (this.evaluate(element.expression, scope) as unknown[])
          : [this.evaluate(element, scope)],
      );
    }
    if (ts.isObjectLiteralExpression(node)) return this.object(node, scope);
    if (ts.isBinaryExpression(node)) return this.binary(node, scope);
    throw new IndeterminableError(node, 'cannot be known before it runs');
  }

  private valueOf(name: ts.Identifier, scope: Scope): unknown {
    const symbol = this.source.symbolOf(name);
    const declaration = symbol?.valueDeclaration ?? symbol?.declarations?.[0];
    if (!declaration || declaration.getSourceFile().isDeclarationFile) {
      if (Object.hasOwn(GLOBALS, name.text)) return GLOBALS[name.text];
      throw new IndeterminableError(name, 'comes from a library');
    }
    return this.declared(declaration, name, scope);
  }

  private declared(declaration: ts.Declaration, name: ts.Node, scope: Scope): unknown {
    if (isFunction(declaration)) return this.closure(declaration, scope);
    if (scope.has(declaration)) return known(scope.get(declaration));
    if (ts.isParameter(declaration)) return this.parameter(declaration, name);
    if (ts.isBindingElement(declaration)) return this.bound(declaration, name, scope);
    if (ts.isPropertyDeclaration(declaration) && declaration.initializer)
      return this.evaluate(declaration.initializer, scope);
    if (ts.isVariableDeclaration(declaration)) {
      const { parent, initializer } = declaration;
      const loop = parent.parent;
      if (ts.isForOfStatement(loop)) return this.oneOf(loop.expression, scope);
      if (initializer && parent.flags & ts.NodeFlags.Const) return this.evaluate(initializer, scope);
    }
    throw new IndeterminableError(name, 'is not a constant');
  }

  private bound(element: ts.BindingElement, name: ts.Node, scope: Scope): unknown {
    const holder = element.parent.parent;
    const whole = this.declared(holder, name, scope);
    if (ts.isArrayBindingPattern(element.parent))
      return (whole as unknown[])[element.parent.elements.indexOf(element)];
    return member(whole, (element.propertyName ?? element.name).getText(), name);
  }

  /** What the chosen caller gives for it. */
  private parameter(declaration: ts.ParameterDeclaration, name: ts.Node): unknown {
    const owner = declaration.parent;
    const index = owner.parameters.indexOf(declaration);
    const mapped = elementsOf(owner);
    if (mapped && index === 0) return this.oneOf(mapped, NOTHING);
    const calls = callsOf(this.source, owner);
    if (typeof calls === 'string') throw new IndeterminableError(name, calls);
    if (!this.callers.has(owner)) {
      if (!this.mayAsk) throw new IndeterminableError(name, 'is not known yet');
      const call = calls[this.choose(calls.length)];
      if (call) this.callers.set(owner, call);
    }
    const argument = this.callers.get(owner)?.arguments?.[index] ?? declaration.initializer;
    if (!argument) throw new IndeterminableError(name, 'is not given by every caller');
    return this.evaluate(argument);
  }

  private oneOf(list: ts.Expression, scope: Scope): unknown {
    const values = this.evaluate(list, scope);
    if (!Array.isArray(values) || values.length === 0) throw new IndeterminableError(list, 'is no list');
    if (!this.mayAsk) throw new IndeterminableError(list, 'is not known yet');
    return values[this.choose(values.length)] as unknown;
  }

  private closure(node: ts.FunctionLikeDeclaration, scope: Scope): Callable {
    return (...given) => {
      const inner = new Map(scope);
      node.parameters.forEach((parameter, index) => {
        const value = given[index] ?? (parameter.initializer && this.later(parameter.initializer, inner));
        inner.set(parameter, value);
      });
      if (!node.body) throw new IndeterminableError(node, 'has no body');
      if (!ts.isBlock(node.body)) return this.evaluate(node.body, inner);
      // Constants of the body are looked up where they are used.
      const rest = node.body.statements.filter((statement) => !isDeclaration(statement));
      const [last] = rest;
      if (rest.length === 1 && last && ts.isReturnStatement(last) && last.expression)
        return this.evaluate(last.expression, inner);
      throw new IndeterminableError(node, 'is more than constants and one return');
    };
  }

  private call(node: ts.CallExpression, scope: Scope): unknown {
    const given = node.arguments.map((argument) => this.later(argument, scope));
    const { expression } = node;
    if (
      ts.isPropertyAccessExpression(expression) &&
      expression.expression.kind !== ts.SyntaxKind.ThisKeyword
    ) {
      const object = this.evaluate(expression.expression, scope);
      const method = member(object, expression.name.text, node);
      if (typeof method === 'function') return (method as Callable).apply(object, given.map(settled));
    }
    const callee = this.evaluate(expression, scope);
    if (typeof callee !== 'function') throw new IndeterminableError(node, 'is no function');
    return (callee as Callable)(...given);
  }

  /** What cannot be known matters only where it is used. */
  private later(node: ts.Expression, scope: Scope): Later {
    let found: { readonly value: unknown } | null = null;
    return new Later(() => (found ??= { value: this.evaluate(node, scope) }).value);
  }

  private property(node: ts.PropertyAccessExpression, scope: Scope): unknown {
    const constant = this.source.checker.getConstantValue(node);
    if (constant !== undefined) return constant;
    if (node.expression.kind !== ts.SyntaxKind.ThisKeyword)
      return member(this.evaluate(node.expression, scope), node.name.text, node);
    const declaration = this.source.symbolOf(node.name)?.valueDeclaration;
    if (!declaration) throw new IndeterminableError(node, 'is not declared');
    return this.declared(declaration, node, scope);
  }

  private conditional({ condition, whenTrue, whenFalse }: ts.ConditionalExpression, scope: Scope): unknown {
    return this.evaluate(this.isTrue(condition, scope) ? whenTrue : whenFalse, scope);
  }

  /** Both, unless it follows from what was chosen already: who calls is not asked for a condition's sake. */
  private isTrue(condition: ts.Expression, scope: Scope): boolean {
    const asked = this.mayAsk;
    this.mayAsk = false;
    try {
      return Boolean(this.evaluate(condition, scope));
    } catch (error) {
      if (!(error instanceof IndeterminableError)) throw error;
    } finally {
      this.mayAsk = asked;
    }
    if (!this.mayAsk) throw new IndeterminableError(condition, 'is not known yet');
    return this.choose(2) === 0;
  }

  private object(node: ts.ObjectLiteralExpression, scope: Scope): unknown {
    const entries = node.properties.map((property) => {
      if (ts.isPropertyAssignment(property))
        return [property.name.getText(), this.later(property.initializer, scope)] as const;
      if (ts.isShorthandPropertyAssignment(property))
        return [property.name.text, this.later(property.name, scope)] as const;
      throw new IndeterminableError(property, 'cannot be known before it runs');
    });
    return Object.fromEntries(entries);
  }

  private binary(node: ts.BinaryExpression, scope: Scope): unknown {
    const { left, operatorToken, right } = node;
    const [a, b] = [this.evaluate(left, scope) as number, this.evaluate(right, scope) as number];
    const values: Partial<Record<ts.SyntaxKind, unknown>> = {
      [ts.SyntaxKind.PlusToken]: a + b,
      [ts.SyntaxKind.MinusToken]: a - b,
      [ts.SyntaxKind.AsteriskToken]: a * b,
      [ts.SyntaxKind.SlashToken]: a / b,
      [ts.SyntaxKind.EqualsEqualsEqualsToken]: a === b,
      [ts.SyntaxKind.ExclamationEqualsEqualsToken]: a !== b,
    };
    if (operatorToken.kind in values) return values[operatorToken.kind];
    throw new IndeterminableError(node, 'cannot be known before it runs');
  }
}

function isDeclaration(statement: ts.Statement): boolean {
  return ts.isVariableStatement(statement) || ts.isFunctionDeclaration(statement);
}

function known(value: unknown): unknown {
  return value instanceof Later ? value.value() : value;
}

/** For the language's own functions, which look into what they are given. */
function settled(given: unknown): unknown {
  const value = known(given);
  const isObject =
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  return isObject
    ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, known(each)]))
    : value;
}

/** `list` of `list.map((element) => …)` and its like. */
function elementsOf(callback: ts.Node): ts.Expression | null {
  const { parent } = callback;
  if (!ts.isCallExpression(parent) || !ts.isPropertyAccessExpression(parent.expression)) return null;
  return ['map', 'flatMap', 'forEach'].includes(parent.expression.name.text)
    ? parent.expression.expression
    : null;
}

function member(object: unknown, key: unknown, node: ts.Node): unknown {
  const value = (object as Record<PropertyKey, unknown> | null | undefined)?.[key as PropertyKey];
  if (value === undefined) throw new IndeterminableError(node, 'is not known');
  return known(value);
}
