import { type Claims, SAMPLES, sampleClaims, type VerifiedIdentity } from '@cambio/claims';
import { err, isJsonObject, type JsonObject, type JsonValue, ok, type Result } from '@cambio/oauth';
import type { CompiledIssuer } from '../compile/compiled.ts';
import type { MemberPath } from '../document/document.ts';
import { didYouMean } from '../nearest.ts';
import type { TrialFailure } from './failure.ts';

/**
 * The identity of a token with the given claims. `$sample` names sample claims that the others are laid over, as a
 * JSON merge patch: null takes a claim out (RFC 7396). `iss` and `aud` are the issuer's unless given.
 */
export function tokenOf(
  given: JsonObject,
  issuer: CompiledIssuer | undefined,
  path: MemberPath,
): Result<VerifiedIdentity, TrialFailure> {
  if (issuer === undefined) return err({ path, message: 'its issuer is unknown' });
  const { $sample: sample, ...own } = given;
  const base = sampleNamed(sample);
  if (base === undefined) {
    const name = typeof sample === 'string' ? sample : '';
    const hint = didYouMean(name, SAMPLES.keys()) ?? 'a sample is named after its provider';
    return err({ path: [...path, '$sample'], message: `there is no sample ${JSON.stringify(sample)}`, hint });
  }
  const claims = merged({ ...base, iss: issuer.url, aud: issuer.audiences[0] ?? '' }, own);
  return ok({ issuer: issuer.id, claims, workload: issuer.profile.workload(claims) });
}

function sampleNamed(name: JsonValue | undefined): Claims | undefined {
  if (name === undefined) return {};
  return typeof name === 'string' ? sampleClaims(name) : undefined;
}

function merged(base: JsonObject, patch: JsonObject): JsonObject {
  const result: Record<string, JsonValue> = { ...base };
  for (const [name, value] of Object.entries(patch)) {
    const under = result[name];
    if (value === null) delete result[name];
    else result[name] = isJsonObject(value) ? merged(isJsonObject(under) ? under : {}, value) : value;
  }
  return result;
}
