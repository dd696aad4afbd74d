import { isCelError, plan } from '@bufbuild/cel';
import { compileRegex } from '../matcher/regex.ts';
import { didYouMean } from '../nearest.ts';
import { accessPath, type Call, type Comprehension, type Expr, stringOf } from './ast.ts';
import { PLAIN } from './engine.ts';
import { FUNCTION_NAMES, isFunction, overloadsFor } from './functions.ts';
import { comparable, isType, type Type } from './types.ts';
import type { Shape, UnknownMember } from './variables.ts';

export interface ConditionProblem {
  readonly message: string;
  readonly hint?: string | undefined;
}

/** The variables in scope, by name. */
type Scope = Readonly<Record<string, Shape>>;

const ANY: Shape = { type: 'dyn' };
const BOOL: Shape = { type: 'bool' };

/**
 * Finds what can be told to fail before it runs: unknown variables, members, functions; calls that no overload takes;
 * comparisons that can never hold; patterns that are not RE2; and a result that is no boolean. What depends on the
 * values of claims without a known type is left to the evaluation, where it denies.
 */
export function checkTypes(expr: Expr, variables: Scope): readonly ConditionProblem[] {
  const checker = new Checker();
  const { type } = checker.shapeOf(expr, variables);
  if (checker.problems.length === 0 && type !== 'bool' && type !== 'dyn') {
    checker.report(`gives a ${type}, not true or false`);
  }
  return checker.problems;
}

class Checker {
  readonly problems: ConditionProblem[] = [];

  report(message: string, hint?: string): Shape {
    this.problems.push({ message, hint });
    return ANY;
  }

  shapeOf(expr: Expr, scope: Scope): Shape {
    const { exprKind } = expr;
    switch (exprKind.case) {
      case 'constExpr':
        return { type: CONSTANTS[exprKind.value.constantKind.case ?? 'nullValue'] ?? 'dyn' };
      case 'identExpr':
        return this.#variable(exprKind.value.name, scope);
      case 'selectExpr': {
        const { operand, field, testOnly } = exprKind.value;
        if (operand === undefined) return ANY;
        const member = this.#member(expr, this.shapeOf(operand, scope), field);
        return testOnly ? BOOL : member;
      }
      case 'callExpr':
        return this.#call(expr, exprKind.value, scope);
      case 'listExpr': {
        const elements = exprKind.value.elements.map((element) => this.shapeOf(element, scope).type);
        const [first] = elements;
        const same = first !== undefined && elements.every((element) => element === first);
        return { type: 'list', element: same ? first : 'dyn' };
      }
      case 'structExpr':
        return this.#map(exprKind.value, scope);
      case 'comprehensionExpr':
        return this.#loop(exprKind.value, scope);
      default:
        return ANY;
    }
  }

  #variable(name: string, scope: Scope): Shape {
    if (Object.hasOwn(scope, name)) return scope[name] ?? ANY;
    if (isType(name)) return { type: 'type' };
    return this.report(
      `reads ${JSON.stringify(name)}, which is no variable`,
      didYouMean(name, Object.keys(scope)),
    );
  }

  #member(expr: Expr, { type, member }: Shape, name: string): Shape {
    if (type !== 'map' && type !== 'dyn') {
      return this.report(`reads ${written(expr, name)}, and what it reads from is a ${type}`);
    }
    const found: Shape | UnknownMember = member?.(name) ?? ANY;
    if (!('unknown' in found)) return found;
    const where =
      found.title === undefined ? 'which does not exist' : `and ${found.title} tokens have no such claim`;
    return this.report(`reads ${written(expr, name)}, ${where}`, didYouMean(name, found.known));
  }

  #map(
    { messageName, entries }: Extract<Expr['exprKind'], { case: 'structExpr' }>['value'],
    scope: Scope,
  ): Shape {
    if (messageName !== '') return this.report(`builds a message, ${JSON.stringify(messageName)}`);
    for (const { keyKind, value } of entries) {
      if (keyKind.case === 'mapKey') this.shapeOf(keyKind.value, scope);
      if (value !== undefined) this.shapeOf(value, scope);
    }
    return { type: 'map' };
  }

  #loop(loop: Comprehension, scope: Scope): Shape {
    const { iterRange, accuInit, loopCondition, loopStep, result, iterVar, accuVar } = loop;
    if (Object.hasOwn(scope, iterVar))
      return this.report(`names a loop variable ${JSON.stringify(iterVar)}, which is taken`);
    const range = iterRange === undefined ? ANY : this.shapeOf(iterRange, scope);
    if (range.type !== 'list' && range.type !== 'map' && range.type !== 'dyn') {
      this.report(`loops over a ${range.type}, which has no elements`);
    }
    const accumulated = accuInit === undefined ? ANY : this.shapeOf(accuInit, scope);
    const outer = { ...scope, [accuVar]: { type: accumulated.type } };
    const inner = { ...outer, [iterVar]: { type: range.element ?? 'dyn' } };
    for (const part of [loopCondition, loopStep]) if (part !== undefined) this.shapeOf(part, inner);
    return result === undefined ? ANY : this.shapeOf(result, outer);
  }

  #call(expr: Expr, call: Call, scope: Scope): Shape {
    const args = call.args.map((arg) => this.shapeOf(arg, scope));
    switch (call.function) {
      case '_&&_':
      case '_||_':
        return this.#logical(call.function.slice(1, -1), args);
      case '_?_:_':
        return this.#choice(args);
      case '_[_]':
        return this.#index(expr, call, args);
      case '@not_strictly_false':
        return BOOL;
      default:
        return this.#function(
          expr,
          call,
          call.target === undefined ? undefined : this.shapeOf(call.target, scope),
          args,
        );
    }
  }

  #logical(operator: string, args: readonly Shape[]): Shape {
    const wrong = args.find(({ type }) => type !== 'bool' && type !== 'dyn');
    return wrong === undefined
      ? BOOL
      : this.report(`joins a ${wrong.type} with ${operator}, which takes true and false`);
  }

  #choice([condition = ANY, then = ANY, otherwise = ANY]: readonly Shape[]): Shape {
    if (condition.type !== 'bool' && condition.type !== 'dyn') {
      return this.report(`chooses by a ${condition.type}, not by true or false`);
    }
    return then.type === otherwise.type ? { type: then.type } : ANY;
  }

  #index(expr: Expr, { args }: Call, [operand = ANY, index = ANY]: readonly Shape[]): Shape {
    const name = args[1] === undefined ? undefined : stringOf(args[1]);
    if (operand.type === 'list') {
      if (index.type === 'string') return this.report('looks a name up in a list');
      return { type: operand.element ?? 'dyn' };
    }
    if (name !== undefined) return this.#member(expr, operand, name);
    return operand.type === 'map' || operand.type === 'dyn'
      ? ANY
      : this.report(`looks something up in a ${operand.type}`);
  }

  #function(expr: Expr, call: Call, target: Shape | undefined, shapes: readonly Shape[]): Shape {
    const { function: name } = call;
    if (!isFunction(name)) {
      return this.report(
        `calls ${JSON.stringify(name)}, which is no function`,
        didYouMean(name, FUNCTION_NAMES),
      );
    }
    const types = shapes.map(({ type }) => type);
    const overloads = overloadsFor(name, target?.type, types);
    const [first] = overloads;
    if (first === undefined) {
      const given = [...(target === undefined ? [] : [target.type]), ...types].join(' and ') || 'nothing';
      const hint = types.includes('double')
        ? 'numbers in claims are doubles: write 1.0, or int(…)'
        : undefined;
      return this.report(`${operatorName(name)} does not take ${given}`, hint);
    }
    this.#never(name, shapes);
    this.#literal(expr, call);
    return { type: overloads.every(({ result }) => result === first.result) ? first.result : 'dyn' };
  }

  /** Comparisons of values that can never be equal. */
  #never(name: string, [left = ANY, right = ANY]: readonly Shape[]): void {
    if ((name === '_==_' || name === '_!=_') && !comparable(left.type, right.type)) {
      this.report(
        `compares a ${left.type} with a ${right.type}, which are never equal`,
        quoting(left.type, right.type),
      );
    }
    if (name === '@in' && right.type === 'list' && !comparable(left.type, right.element ?? 'dyn')) {
      this.report(`looks for a ${left.type} among ${right.element}s, which are never equal`);
    }
  }

  /** What is written out must be readable: patterns, moments, spans of time. */
  #literal(expr: Expr, { function: name, args }: Call): void {
    const text = args[0] === undefined ? undefined : stringOf(args[0]);
    if (name === 'matches') this.#pattern(text);
    if (
      (name === 'timestamp' || name === 'duration') &&
      text !== undefined &&
      isCelError(plan(PLAIN, expr)({}))
    ) {
      this.report(`has no ${name} in ${JSON.stringify(text)}`, EXAMPLES[name]);
    }
  }

  #pattern(pattern: string | undefined): void {
    if (pattern === undefined) {
      this.report(
        'takes a pattern from a value',
        'write the pattern out, so that it can be checked when it is loaded',
      );
      return;
    }
    const regex = compileRegex(pattern);
    if (!regex.ok) this.report(`has a pattern that is not RE2: ${regex.error}`);
  }
}

const EXAMPLES = {
  timestamp: 'write it like "2027-06-01T00:00:00Z"',
  duration: 'write it like "90s" or "1h30m"',
};

const CONSTANTS: Readonly<Record<string, Type>> = {
  nullValue: 'null_type',
  boolValue: 'bool',
  int64Value: 'int',
  uint64Value: 'uint',
  doubleValue: 'double',
  stringValue: 'string',
  bytesValue: 'bytes',
};

/** What is read, as it is written. */
function written(expr: Expr, name: string): string {
  return accessPath(expr)?.join('.') ?? `.${name}`;
}

/** `_==_` is written ==, `@in` is written in. */
function operatorName(name: string): string {
  return name.replaceAll('_', '').replace('@', '') || name;
}

function quoting(left: Type, right: Type): string | undefined {
  return left === 'string' || right === 'string'
    ? 'types never convert: compare text with text in quotes'
    : undefined;
}
