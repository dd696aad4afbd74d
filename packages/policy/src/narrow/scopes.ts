import type { Evidence } from './evidence.ts';
import { type Found, leave, NOTHING, propose } from './proposal.ts';

const MEMBER = 'grant.scopes';

/** Takes out the scopes that nobody asked for. Only where every request names its own can that be told. */
export function narrowScopes({ mapping, document, uses, asked }: Evidence): Found {
  const { scopes } = document.grant;
  if (scopes.length === 1) return NOTHING;
  const unnamed = uses.filter(({ input }) => (input.request.scopes ?? []).length === 0).length;
  if (unnamed > 0 || !asked.always) return leave(MEMBER, unnamedText(unnamed, uses.length));
  const used = new Set([...asked.scopes, ...uses.flatMap(({ input }) => input.request.scopes ?? [])]);
  const unused = scopes.flatMap((scope, index) => (used.has(scope) ? [] : [{ scope, index }]));
  if (unused.length === 0 || unused.length === scopes.length) return NOTHING;
  // Where nothing is asked for, a condition is shown the mapping's own scopes: with fewer it could hold.
  if (mapping.when !== undefined && /\brequest\b/.test(mapping.when.text)) {
    return leave(
      MEMBER,
      '`when` looks at what is asked for, so that it could hold for more with fewer scopes',
    );
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

function unnamedText(unnamed: number, all: number): string {
  const requests = unnamed > 0 ? `${unnamed} of ${all} requests` : 'some requests';
  return `${requests} named no scopes and got all, so that nobody can tell which they need`;
}
