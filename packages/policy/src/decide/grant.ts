import { err, type JsonObject, type JsonValue, ok, type Result } from '@cambio/oauth';
import type { Possibility } from '../candidates/possibilities.ts';
import type { AllowTerms } from '../compile/compiled.ts';
import { SELF } from '../compile/issuer.ts';
import type { Allow } from '../decision.ts';
import { renderText, renderValue } from '../template/render.ts';
import { issuedActor } from './delegation.ts';
import type { Scene } from './scene.ts';
import { grantedScopes } from './scopes.ts';

/** What a mapping gives in a scene; `undefined` when a claim of its templates is missing. */
export function allow({ id, terms }: Possibility<AllowTerms>, scene: Scene): Allow | undefined {
  const subject = issuedSubject(terms, scene);
  const claims = issuedClaims(terms, scene);
  if (!subject.ok || !claims.ok) return undefined;
  const { target, input } = scene;
  const allowed: Allow = {
    outcome: 'allow',
    mapping: id,
    target: target.id,
    audience: target.audience,
    scopes: grantedScopes(terms, scene),
    subject: subject.value,
    claims: claims.value,
    lifetime: terms.grant.lifetime,
  };
  const actor = issuedActor(input);
  const { algorithm } = target.token;
  if (actor === undefined && algorithm === undefined) return allowed;
  return {
    ...allowed,
    ...(actor === undefined ? {} : { actor }),
    ...(algorithm === undefined ? {} : { algorithm }),
  };
}

/**
 * The `sub` to issue; the claim it lacks. A subject that comes out empty would name nobody. Where the mapping says
 * nothing, a token of ours keeps its subject through every exchange (RFC 8693 §4.1).
 */
export function issuedSubject({ grant }: AllowTerms, { input }: Scene): Result<string, string> {
  const { issuer, claims, workload } = input.subject;
  if (grant.subject === undefined) {
    return ok(issuer === SELF && typeof claims.sub === 'string' ? claims.sub : workload.key);
  }
  const subject = renderText(grant.subject, claims);
  return subject.ok && subject.value === '' ? err(grant.subject.text) : subject;
}

/** The claims to add; the claim they lack. */
export function issuedClaims({ grant }: AllowTerms, { input }: Scene): Result<JsonObject, string> {
  const added: Record<string, JsonValue> = {};
  for (const [name, template] of grant.claims) {
    const value = renderValue(template, input.subject.claims);
    if (!value.ok) return value;
    added[name] = value.value;
  }
  return ok(added);
}
