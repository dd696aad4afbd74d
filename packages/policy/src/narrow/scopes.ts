import type { CompiledAllow } from '../compile/compiled.ts';
import type { CompiledTrust } from '../compile/compiled-trust.ts';
import type { Condition } from '../condition/condition.ts';
import { excludesAny } from '../matcher/excludes.ts';
import type { Evidence } from './evidence.ts';
import { type Found, leave, NOTHING, propose } from './proposal.ts';

const MEMBER = 'grant.scopes';

/** Takes out the scopes that nobody asked for. Only where every request names its own can that be told. */
export function narrowScopes(trust: CompiledTrust, { mapping, document, uses, asked }: Evidence): Found {
  const { scopes } = document.grant;
  if (scopes.length === 1) return NOTHING;
  const unnamed = uses.filter(({ input }) => (input.request.scopes ?? []).length === 0).length;
  if (unnamed > 0 || !asked.always) return leave(MEMBER, unnamedText(unnamed, uses.length));
  const used = new Set([...asked.scopes, ...uses.flatMap(({ input }) => input.request.scopes ?? [])]);
  const unused = scopes.flatMap((scope, index) => (used.has(scope) ? [] : [{ scope, index }]));
  if (unused.length === 0 || unused.length === scopes.length) return NOTHING;
  const [judge] = judgesOfScopes(trust, mapping);
  if (judge !== undefined) {
    return leave(MEMBER, `${judge} looks at what is asked for, and could let more through with fewer scopes`);
  }
  return propose({
    member: MEMBER,
    text: `no longer grants ${unused.map(({ scope }) => scope).join(', ')}`,
    because: `all requests name their scopes, and none asked for ${unused.length === 1 ? 'it' : 'these'}`,
    fixes: unused
      .map(({ index }) => ({ kind: 'remove', path: ['grant', 'scopes', index] }) as const)
      .reverse(),
  });
}

/**
 * What looks at the scopes that are asked for. Where nothing is asked for, all of these are shown what the mapping would grant: with
 * fewer scopes they could let through what they keep out.
 */
function judgesOfScopes({ tables }: CompiledTrust, mapping: CompiledAllow): readonly string[] {
  const { issuer, target, conditions, when, delegation } = mapping;
  const issuers = new Set([issuer, ...(delegation?.actors ?? []).map((actor) => actor.issuer)]);
  const guards = [...issuers].filter((id) => looksAtRequest(tables.issuers.get(id)?.require));
  const bans = [...tables.mappings.values()].filter(
    (other) =>
      other.effect === 'deny' &&
      other.enabled &&
      other.issuer === issuer &&
      (other.target === target || other.target === '*') &&
      looksAtRequest(other.when) &&
      !excludesAny(conditions, other.conditions),
  );
  return [
    ...(looksAtRequest(when) ? ['`when`'] : []),
    ...guards.map((id) => `\`require\` of issuer ${id}`),
    ...bans.map(({ id }) => `deny mapping ${id}`),
  ];
}

function looksAtRequest(condition: Condition | undefined): boolean {
  return condition !== undefined && /\brequest\b/.test(condition.text);
}

function unnamedText(unnamed: number, all: number): string {
  const requests = unnamed > 0 ? `${unnamed} of ${all} requests` : 'some requests';
  return `${requests} named no scopes and got all, so that nobody can tell which they need`;
}
