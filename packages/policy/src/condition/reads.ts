import { accessPath, childrenOf, type Expr, stringOf } from './ast.ts';
import { type Need, VARIABLES, type Variable } from './input.ts';

/**
 * The claims that an expression holds to values written in it, whenever it is true: `claims.a == "x"` and
 * `claims.a in ["x", "y"]`, by themselves or joined with `&&`. Each is the way to the claim.
 */
export function pinnedClaims(expr: Expr): readonly (readonly string[])[] {
  if (expr.exprKind.case !== 'callExpr') return [];
  const { function: name, args } = expr.exprKind.value;
  if (name === '_&&_') return args.flatMap(pinnedClaims);
  const [left, right] = args;
  if (left === undefined || right === undefined) return [];
  if (name === '_==_') return isLiteral(right) ? claimIn(left) : isLiteral(left) ? claimIn(right) : [];
  return name === '@in' && isListOfLiterals(right) ? claimIn(left) : [];
}

/** The claims that an expression reads at all; the way to each, as far as it is written out. */
export function claimsRead(expr: Expr): readonly (readonly string[])[] {
  const path = accessPath(expr);
  if (path?.[0] === 'claims') return [path.slice(1)];
  return childrenOf(expr).flatMap(claimsRead);
}

function claimIn(expr: Expr): readonly (readonly string[])[] {
  const [root, ...path] = accessPath(expr) ?? [];
  return root === 'claims' && path.length > 0 ? [path] : [];
}

function isLiteral(expr: Expr): boolean {
  return stringOf(expr) !== undefined;
}

function isListOfLiterals({ exprKind }: Expr): boolean {
  return exprKind.case === 'listExpr' && exprKind.value.elements.every(isLiteral);
}

/** The variables that an expression reads. */
export function variablesRead(expr: Expr): readonly Variable[] {
  const names = namesIn(expr);
  return VARIABLES.filter((variable) => names.has(variable));
}

function namesIn(expr: Expr): ReadonlySet<string> {
  const { exprKind } = expr;
  if (exprKind.case === 'identExpr') return new Set([exprKind.value.name]);
  return new Set(childrenOf(expr).flatMap((child) => [...namesIn(child)]));
}

/** What an expression needs of the claims: the members it names, or all when it reads them otherwise. */
export function claimsNeeded(expr: Expr): Need {
  const names = claimsRead(expr).map(([name]) => name);
  const known = names.filter((name) => name !== undefined);
  return known.length === names.length ? [...new Set(known)] : 'all';
}
