import { err, ok, parseScope, type Result } from '@cambio/oauth';
import type { BindingKind, DecisionRequest } from '@cambio/policy';
import { EXIT } from '../exit-code.ts';
import type { Problem } from '../problem.ts';

/** What the caller would ask, and when. */
export interface RequestOptions {
  readonly audience?: string | undefined;
  readonly resource?: string | undefined;
  readonly scope?: readonly string[] | undefined;
  readonly mapping?: string | undefined;
  readonly binding: BindingKind;
  readonly now?: string | undefined;
}

export function requestOf({
  audience,
  resource,
  scope,
  mapping,
  binding,
}: RequestOptions): Result<DecisionRequest, Problem> {
  const scopes = scope === undefined ? undefined : parseScope(scope.join(' '));
  if (scopes?.ok === false)
    return err({ exit: EXIT.usage, message: '--scope takes scopes with single spaces between' });
  return ok({
    binding,
    ...(audience !== undefined && { audience }),
    ...(resource !== undefined && { resource }),
    ...(scopes !== undefined && { scopes: scopes.value }),
    ...(mapping !== undefined && { mapping }),
  });
}

/** The moment of the decision in whole seconds; `now` is milliseconds. */
export function momentOf({ now: text }: RequestOptions, now: number): Result<number, Problem> {
  if (text === undefined) return ok(Math.floor(now / 1000));
  const moment = /^\d+$/.test(text) ? Number(text) : Math.floor(Date.parse(text) / 1000);
  if (Number.isSafeInteger(moment)) return ok(moment);
  return err({
    exit: EXIT.usage,
    message: '--now takes a date and time, such as 2027-06-01T12:00:00Z, or seconds',
  });
}
