import type { parse } from '@bufbuild/cel';

/** A node of a parsed CEL expression. Macros (`all`, `exists`, `map`, …) are comprehensions in it. */
export type Expr = ReturnType<typeof parse>['expr'];

export type Comprehension = Extract<Expr['exprKind'], { case: 'comprehensionExpr' }>['value'];

export type Call = Extract<Expr['exprKind'], { case: 'callExpr' }>['value'];

/** The nodes right below one, in the order they are written. */
export function childrenOf({ exprKind }: Expr): readonly Expr[] {
  switch (exprKind.case) {
    case 'selectExpr':
      return present([exprKind.value.operand]);
    case 'callExpr':
      return present([exprKind.value.target, ...exprKind.value.args]);
    case 'listExpr':
      return exprKind.value.elements;
    case 'structExpr':
      return exprKind.value.entries.flatMap(({ keyKind, value }) =>
        present([keyKind.case === 'mapKey' ? keyKind.value : undefined, value]),
      );
    case 'comprehensionExpr': {
      const { iterRange, accuInit, loopCondition, loopStep, result } = exprKind.value;
      return present([iterRange, accuInit, loopCondition, loopStep, result]);
    }
    default:
      return [];
  }
}

function present(nodes: readonly (Expr | undefined)[]): readonly Expr[] {
  return nodes.filter((node) => node !== undefined);
}

/** How many nodes there are, this one included. */
export function sizeOf(expr: Expr): number {
  return childrenOf(expr).reduce((size, child) => size + sizeOf(child), 1);
}

export function depthOf(expr: Expr): number {
  return 1 + Math.max(0, ...childrenOf(expr).map(depthOf));
}

/** How many comprehensions run inside one another at the most. */
export function loopDepthOf(expr: Expr): number {
  const inner = Math.max(0, ...childrenOf(expr).map(loopDepthOf));
  return expr.exprKind.case === 'comprehensionExpr' ? inner + 1 : inner;
}

/** The text of a string literal. */
export function stringOf({ exprKind }: Expr): string | undefined {
  const constant = exprKind.case === 'constExpr' ? exprKind.value.constantKind : undefined;
  return constant?.case === 'stringValue' ? constant.value : undefined;
}

/**
 * The names on the way from a variable to what is read: `claims.a["b"]` is claims, a, b. `undefined` for anything
 * but such a way.
 */
export function accessPath(expr: Expr): readonly string[] | undefined {
  const { exprKind } = expr;
  if (exprKind.case === 'identExpr') return [exprKind.value.name];
  if (exprKind.case === 'selectExpr') return below(exprKind.value.operand, exprKind.value.field);
  if (exprKind.case !== 'callExpr' || exprKind.value.function !== '_[_]') return undefined;
  const [operand, index] = exprKind.value.args;
  return index === undefined ? undefined : below(operand, stringOf(index));
}

function below(operand: Expr | undefined, name: string | undefined): readonly string[] | undefined {
  const path = operand === undefined ? undefined : accessPath(operand);
  return path === undefined || name === undefined ? undefined : [...path, name];
}
