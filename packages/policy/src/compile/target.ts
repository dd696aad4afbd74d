import { RESERVED_CLAIMS } from '@cambio/oauth';
import type { LocatedDocument } from '../document/document.ts';
import type { TargetDocument } from '../document/target.ts';
import { didYouMean } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import type { GatewayDefaults, TargetToken } from '../trust.ts';
import { ADMIN } from './admin.ts';
import type { CompiledTarget } from './compiled.ts';

export interface CompiledTargetResult {
  readonly target: CompiledTarget;
  readonly problems: readonly Problem[];
}

/** Fills in a Target document's defaults from the gateway, whose bounds it cannot widen. */
export function compileTarget(
  located: LocatedDocument<TargetDocument>,
  gateway: GatewayDefaults,
): CompiledTargetResult {
  const { document } = located;
  const target = {
    id: document.id,
    audience: document.audience,
    resources: document.resources,
    scopes: new Map(Object.entries(document.scopes)),
    token: targetToken(document.token, gateway),
    enabled: document.enabled,
    owner: document.owner,
    located,
  };
  return { target, problems: [...idProblems(document), ...tokenProblems(document.token, gateway)] };
}

function idProblems({ id }: TargetDocument): readonly Problem[] {
  if (id !== ADMIN) return [];
  const message = '"admin" is the admin API of this gateway, and built in';
  return [{ rule: 'reserved-id', path: ['id'], message, hint: 'mappings name it as `target: admin`' }];
}

function targetToken(token: TargetDocument['token'], gateway: GatewayDefaults): TargetToken {
  const maxLifetime = Math.min(token.maxLifetime ?? gateway.maxLifetime, gateway.maxLifetime);
  return {
    ...(token.algorithm === undefined ? {} : { algorithm: token.algorithm }),
    lifetime: Math.min(token.lifetime ?? gateway.lifetime, maxLifetime),
    maxLifetime,
    binding: token.binding,
    ...(token.claims === undefined ? {} : { claims: token.claims }),
  };
}

function tokenProblems(token: TargetDocument['token'], gateway: GatewayDefaults): readonly Problem[] {
  return [
    ...algorithmProblems(token, gateway),
    ...boundProblems(token, gateway),
    ...(token.claims ?? []).flatMap((name, index) =>
      RESERVED_CLAIMS.has(name) ? [reservedClaim(name, ['token', 'claims', index])] : [],
    ),
  ];
}

function algorithmProblems(
  { algorithm }: TargetDocument['token'],
  gateway: GatewayDefaults,
): readonly Problem[] {
  const known: readonly string[] = gateway.algorithms ?? ['ES256'];
  if (algorithm === undefined || known.includes(algorithm)) return [];
  const message = `this gateway does not sign with ${JSON.stringify(algorithm)}`;
  const hint = didYouMean(algorithm, known) ?? `it signs with ${known.join(', ')}`;
  return [{ rule: 'algorithm', path: ['token', 'algorithm'], message, hint }];
}

function boundProblems(token: TargetDocument['token'], gateway: GatewayDefaults): readonly Problem[] {
  const bound = Math.min(token.maxLifetime ?? gateway.maxLifetime, gateway.maxLifetime);
  return [
    ...lifetimeProblem(token.maxLifetime, gateway.maxLifetime, ['token', 'maxLifetime'], 'the gateway'),
    ...lifetimeProblem(token.lifetime, bound, ['token', 'lifetime'], 'maxLifetime'),
  ];
}

/** A lifetime past its bound is cut to it: worth a warning, since the document says otherwise. */
export function lifetimeProblem(
  lifetime: number | undefined,
  bound: number,
  path: Problem['path'],
  whose: string,
): readonly Problem[] {
  if (lifetime === undefined || lifetime <= bound) return [];
  const message = `${lifetime} seconds is more than ${whose} allows: tokens will live ${bound} seconds`;
  return [{ severity: 'warning', rule: 'lifetime-bound', path, message }];
}

export function reservedClaim(name: string, path: Problem['path']): Problem {
  return {
    rule: 'reserved-claim',
    path,
    message: `${JSON.stringify(name)} is set by the gateway alone`,
    hint: 'use a name of your own',
  };
}
