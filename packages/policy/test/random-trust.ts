/** Random trust over so few claims and values that mappings and jobs meet, and random requests of such jobs. */
import { profileOf, type VerifiedIdentity } from '@cambio/claims';
import type { JsonObject, JsonValue } from '@cambio/oauth';
import fc from 'fast-check';
import { DOCUMENT_SCHEMAS } from '../src/document/document.ts';
import { type CompiledTrust, compileTrust, type DecisionInput, type LocatedDocument } from '../src/index.ts';
import { changed, DEPLOYER, GATEWAY, GITHUB, NOW, PACKAGES } from './acme.ts';

/** An issuer of the company's own, so that a mapping need not pin a tenant. */
const ISSUER = { ...GITHUB, url: 'https://github.acme.example/_services/token' };

const SURROUNDINGS: readonly JsonObject[] = [ISSUER, DEPLOYER, PACKAGES];

const VALUES = {
  repository_id: ['1', '2', '3'],
  repository_owner_id: ['10', '20'],
  repository: ['acme/a', 'acme/b'],
  environment: ['x', 'y'],
  ref: ['refs/heads/a', 'refs/tags/b'],
} as const;

const NAMES = ['repository_id', 'repository_owner_id', 'repository', 'environment', 'ref'] as const;

const matchOf = fc.record(
  Object.fromEntries(
    NAMES.map((name) => {
      const value = fc.constantFrom<JsonValue>(...VALUES[name]);
      const matcher: fc.Arbitrary<JsonValue> = fc.oneof(
        { weight: 6, arbitrary: value },
        { weight: 2, arbitrary: fc.uniqueArray(value, { minLength: 1, maxLength: 2 }) },
        { weight: 1, arbitrary: value.map((not): JsonObject => ({ not })) },
        {
          weight: 1,
          arbitrary: fc.constantFrom<JsonValue>(
            { prefix: 'refs/' },
            { glob: '*' },
            { regex: '[xy12]' },
            { exists: true },
          ),
        },
      );
      return [name, fc.option(matcher, { nil: undefined })];
    }),
  ),
);

/** Before, during and after the time of the requests. */
const times = fc.constantFrom<JsonObject>(
  {},
  {},
  { notBefore: '2026-08-31' },
  { notBefore: '2026-09-30' },
  { expires: '2026-08-31' },
  { expires: '2026-09-30' },
);

const grants: Readonly<Record<string, readonly string[]>> = {
  deployer: ['deploy:read', 'deploy:write', 'deploy:admin'],
  packages: ['publish'],
};

const mappingOf = fc
  .record({
    effect: fc.oneof(
      { weight: 4, arbitrary: fc.constant('allow') },
      { weight: 1, arbitrary: fc.constant('deny') },
    ),
    target: fc.constantFrom('deployer', 'packages'),
    everywhere: fc.boolean(),
    match: matchOf,
    when: fc.constantFrom(
      undefined,
      undefined,
      undefined,
      'claims.environment == "x"',
      'request.binding == "dpop"',
      'request.scopes.all(s, s != "deploy:admin")',
      'request.scopes.exists(s, s == "deploy:admin")',
      'has(claims.environment) && claims.repository_id != "3"',
    ),
    scopes: fc.nat(6),
    lifetime: fc.constantFrom('1m', '5m'),
    binding: fc.constantFrom('optional', 'optional', 'dpop'),
    subject: fc.constantFrom(undefined, undefined, 'env/{environment}'),
    enabled: fc.constantFrom(true, true, true, false),
    times,
  })
  .map(({ everywhere, scopes, lifetime, binding, subject, match, times, ...mapping }): JsonObject => {
    const isAllow = mapping.effect === 'allow';
    const known = grants[mapping.target] ?? [];
    const granted = known.filter((_, index) => ((scopes + 1) >> index) % 2 === 1);
    const some = granted.length > 0 ? granted : known.slice(0, 1);
    return changed(
      { kind: 'Mapping', owner: 'o', purpose: 'p', issuer: 'github' },
      {
        ...mapping,
        ...times,
        ...(isAllow ? { grant: changed({ scopes: some, lifetime, binding }, { subject }) } : {}),
        ...(!isAllow && everywhere ? { target: '*' } : {}),
        match: { run_id: { exists: true }, ...changed({}, match) },
      },
    );
  });

/** Mappings that load, with ids of their own. */
export const mappings = (size: {
  minLength?: number;
  maxLength: number;
}): fc.Arbitrary<readonly JsonObject[]> =>
  fc.array(mappingOf, size).map((all) => all.map((mapping, index) => ({ id: `m-${index}`, ...mapping })));

const claimsOf = fc.record(
  Object.fromEntries(
    NAMES.map((name) => [name, fc.option(fc.constantFrom(...VALUES[name]), { nil: undefined, freq: 6 })]),
  ),
);

const PROFILE = profileOf('github-actions');

export function identityOf(claims: JsonObject): VerifiedIdentity {
  if (PROFILE === undefined) throw new Error('the profile of GitHub Actions is missing');
  return { issuer: 'github', claims, workload: PROFILE.workload(claims) };
}

export const inputs: fc.Arbitrary<DecisionInput> = fc
  .record({
    claims: claimsOf,
    audience: fc.constantFrom('deployer', 'deployer', 'packages', undefined),
    scopes: fc.constantFrom(
      undefined,
      undefined,
      ['deploy:read'],
      ['deploy:write', 'deploy:admin'],
      ['publish'],
    ),
    mapping: fc.constantFrom(undefined, undefined, undefined, 'm-0', 'm-1'),
    binding: fc.constantFrom('none' as const, 'dpop' as const),
  })
  .map(({ claims, audience, scopes, mapping, binding }) => ({
    subject: identityOf({ iss: ISSUER.url, sub: 's', run_id: '7', ...changed({}, claims) }),
    request: {
      binding,
      ...(audience === undefined ? {} : { audience }),
      ...(scopes === undefined ? {} : { scopes }),
      ...(mapping === undefined ? {} : { mapping }),
    },
    now: NOW,
  }));

/** The trust of documents beside the issuer and targets above. They are not written out and read first: that is slow. */
export function trusting(documents: readonly JsonObject[]): CompiledTrust {
  const { trust, diagnostics } = compileTrust([...SURROUNDINGS, ...documents].map(located), GATEWAY);
  if (trust !== undefined) return trust;
  throw new Error(`the fixture does not compile: ${JSON.stringify(diagnostics[0])}`);
}

export function located(document: JsonObject): LocatedDocument {
  const { kind } = document;
  if (kind !== 'Issuer' && kind !== 'Target' && kind !== 'Mapping') throw new Error('no such kind');
  const locate = () => ({ file: 'random.json', line: 1, column: 1 });
  return { document: DOCUMENT_SCHEMAS[kind].parse(document), file: 'random.json', locate };
}
