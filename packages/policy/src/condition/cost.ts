import { parse } from '@bufbuild/cel';
import { childrenOf, type Expr, loopDepthOf, sizeOf } from './ast.ts';
import { COST } from './engine.ts';

/** Makes every loop of an expression pay for each round, by the size of its body, before it runs. */
export function meterLoops(expr: Expr): void {
  for (const child of childrenOf(expr)) meterLoops(child);
  if (expr.exprKind.case !== 'comprehensionExpr') return;
  const loop = expr.exprKind.value;
  if (loop.loopCondition === undefined || loop.loopStep === undefined) return;
  const units = sizeOf(loop.loopCondition) + sizeOf(loop.loopStep);
  const guarded = parse(`${COST}(${units}) && true`).expr;
  if (guarded.exprKind.case === 'callExpr') guarded.exprKind.value.args.splice(1, 1, loop.loopCondition);
  loop.loopCondition = guarded;
}

export function hasLoops(expr: Expr): boolean {
  return loopDepthOf(expr) > 0;
}
