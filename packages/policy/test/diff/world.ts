/** A small invented world, in which nearly every change of a document changes some decision. */
import { isJsonObject, type JsonObject, type JsonValue } from '@cambio/oauth';
import fc from 'fast-check';
import { type CompiledTrust, type DecisionInput, loadTrust } from '../../src/index.ts';
import { GATEWAY, NOW } from '../acme.ts';

/** Documents, by the part each plays: an issuer, one of actors, a target, two mappings. */
export interface World {
  readonly ci: JsonObject;
  readonly agents: JsonObject;
  readonly t: JsonObject;
  readonly m: JsonObject;
  readonly n: JsonObject;
}

type Shape = Readonly<Record<string, fc.Arbitrary<JsonValue>>>;

/** An object that always has some members, and each of the others now and then. */
function sparse(always: Shape, seldom: Shape): fc.Arbitrary<JsonObject> {
  const rare = Object.entries(seldom).map(([name, member]) => [name, seldomly(member)] as const);
  return fc
    .record({ ...always, ...Object.fromEntries(rare) })
    .map((members) =>
      Object.fromEntries(
        Object.entries(members).flatMap(([name, member]) => (member === undefined ? [] : [[name, member]])),
      ),
    );
}

function seldomly<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}

/** Mostly `x`, so that conditions and claims often meet. */
const value = fc.constantFrom('x', 'x', 'x', 'y');
const matcher: fc.Arbitrary<JsonValue> = fc.oneof(
  value,
  fc.subarray(['x', 'y', 'z'], { minLength: 1 }),
  fc.record({ prefix: value }),
  fc.record({ glob: fc.constantFrom('*', '?', 'x*', '**') }),
  fc.record({ regex: fc.constantFrom('x|y', '.', 'x') }),
  fc.record({ exists: fc.constantFrom(true, true, false) }),
  fc.record({ not: fc.oneof(fc.constant('y'), fc.record({ prefix: fc.constantFrom('y', 'xx') })) }),
);
const match = sparse({ a: matcher }, { b: matcher, '/nested/d': matcher });
const template = fc.constantFrom('{a}', '{/a}', 's/{b}', 'fixed', '{/nested/d}');
const scopes = fc.shuffledSubarray(['read', 'write', 'admin'], { minLength: 1 });
const binding = fc.constantFrom('optional', 'required', 'dpop', 'mtls');

const grant = sparse(
  { scopes },
  {
    lifetime: fc.constantFrom('1m', '60s', '2m'),
    binding,
    subject: template,
    claims: fc.dictionary(fc.constantFrom('k', 'l'), template, { noNullPrototype: true }),
  },
);
const actor = fc.record({ issuer: fc.constant('agents'), match });
const delegation = sparse(
  { actors: fc.array(actor, { minLength: 1, maxLength: 2 }) },
  { required: fc.boolean(), maxDepth: fc.constantFrom(1, 2) },
);
const holding: Shape = {
  when: fc.constantFrom('has(claims.b)', 'claims.b == "x"', 'request.binding == "none"'),
  enabled: fc.boolean(),
  notBefore: fc.constantFrom('2026-08-01', '2026-10-01'),
  expires: fc.constantFrom('2026-08-01', '2026-10-01'),
};
const target = fc.constantFrom('t', 't', 't', 'u');
const allow = sparse({ match, grant, target }, { ...holding, delegation });
const deny = sparse({ match, target, effect: fc.constant('deny') }, holding);

const token = sparse(
  {},
  {
    lifetime: fc.constantFrom('1m', '3m'),
    maxLifetime: fc.constantFrom('1m', '10m'),
    binding,
    algorithm: fc.constant('ES256'),
  },
);
const issuer = sparse(
  {},
  { enabled: fc.boolean(), require: fc.constantFrom('has(claims.a)', 'claims.a == "x"') },
);

export const world: fc.Arbitrary<World> = fc.record({
  ci: issuer,
  agents: issuer,
  t: sparse(
    { audience: fc.constantFrom('one', 'two') },
    { resources: fc.subarray(['r', 's']), enabled: fc.boolean(), token },
  ),
  m: allow,
  n: fc.oneof({ weight: 2, arbitrary: allow }, { weight: 1, arbitrary: deny }),
});

/** A part of a world, and one member of it, or of something inside, taken from another. */
export const graft: fc.Arbitrary<
  (one: World, other: World) => { readonly part: keyof World; readonly world: World }
> = fc
  .tuple(
    fc.constantFrom<keyof World>('ci', 'agents', 't', 'm', 'm', 'm', 'n'),
    fc.array(fc.nat(), { minLength: 4, maxLength: 4 }),
  )
  .map(([part, choices]) => (one, other) => ({
    part,
    world: { ...one, [part]: grafted(one[part], other[part], choices) },
  }));

function grafted(
  members: JsonObject,
  others: JsonObject,
  [choice = 0, ...more]: readonly number[],
): JsonObject {
  const names = [...new Set([...Object.keys(members), ...Object.keys(others)])];
  const name = names[choice % names.length] ?? '';
  const { [name]: own, ...rest } = members;
  const foreign = others[name];
  if (foreign === undefined) return name === 'grant' ? members : rest;
  const both = isJsonObject(own) && isJsonObject(foreign);
  return { ...rest, [name]: both ? grafted(own, foreign, more) : foreign };
}

const ISSUERS = { ci: 'https://ci.example', agents: 'https://agents.example' } as const;

export function documentsOf({ ci, agents, t, m, n }: World): readonly JsonObject[] {
  const owner = 'x';
  const scopes = { read: 'x', write: 'x', admin: 'x' };
  const mapping = { kind: 'Mapping', owner, purpose: 'x', issuer: 'ci' };
  return [
    { kind: 'Issuer', id: 'ci', provider: 'oidc', url: ISSUERS.ci, owner, ...ci },
    { kind: 'Issuer', id: 'agents', provider: 'oidc', url: ISSUERS.agents, owner, ...agents },
    { kind: 'Target', id: 't', owner, scopes, ...t },
    { kind: 'Target', id: 'u', owner, scopes, audience: 'three' },
    { ...mapping, id: 'm', ...m },
    { ...mapping, id: 'n', ...n },
  ];
}

/** Absent where the documents have an error. */
export function compiled(documents: readonly JsonObject[]): CompiledTrust | undefined {
  const text = documents.map((document) => JSON.stringify(document)).join('\n---\n');
  return loadTrust([{ path: 'world.yaml', text }], GATEWAY).trust;
}

const claims = sparse({ a: value, nested: sparse({ d: value }, {}) }, { c: value }).chain((members) =>
  fc.option(value, { freq: 4 }).map((b) => (b === null ? members : { ...members, b })),
);

function identityOf(id: keyof typeof ISSUERS) {
  return claims.map((own) => ({
    issuer: id,
    claims: { sub: 'somebody', ...own, iss: ISSUERS[id] },
    workload: { key: `oidc:${JSON.stringify(own)}`, kind: 'workload' as const, name: 'somebody' },
  }));
}

/** Who asks for what, at `NOW`. */
export const input: fc.Arbitrary<DecisionInput> = fc
  .record({
    subject: identityOf('ci'),
    actor: seldomly(identityOf('agents')),
    audience: fc.constantFrom('t', 't', 'one', 'two', 'u', undefined),
    resource: seldomly(fc.constantFrom('r', 's')),
    scopes: seldomly(scopes),
    mapping: seldomly(fc.constantFrom('m', 'n')),
    binding: fc.constantFrom('none' as const, 'dpop' as const, 'mtls' as const),
  })
  .map(({ subject, actor, audience, resource, scopes, mapping, binding }) => ({
    subject,
    now: NOW,
    request: {
      binding,
      ...(audience !== undefined && { audience }),
      ...(resource !== undefined && { resource }),
      ...(scopes !== undefined && { scopes }),
      ...(mapping !== undefined && { mapping }),
    },
    ...(actor !== undefined && { actor }),
  }));
