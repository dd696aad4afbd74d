import type { LocatedDocument, MemberPath } from '../document/document.ts';
import type { Problem } from '../problem.ts';
import type { CompiledIssuer, CompiledTarget } from './compiled.ts';

/** A name that two documents claim, told of the second. */
export interface Clash {
  readonly located: LocatedDocument;
  readonly problem: Problem;
}

export interface TargetNames {
  readonly byAudience: ReadonlyMap<string, CompiledTarget>;
  readonly byResource: ReadonlyMap<string, CompiledTarget>;
  readonly clashes: readonly Clash[];
}

/** What callers may call each target; a name must not mean two targets. The built-in target comes first. */
export function targetNames(targets: Iterable<CompiledTarget>): TargetNames {
  const byAudience = new Map<string, CompiledTarget>();
  const byResource = new Map<string, CompiledTarget>();
  const clashes: Clash[] = [];
  const claim = (
    names: Map<string, CompiledTarget>,
    name: string,
    target: CompiledTarget,
    path: MemberPath,
  ) => {
    const other = names.get(name);
    if (other === undefined || other === target) {
      names.set(name, target);
      return;
    }
    if (target.located === undefined) return;
    const message = `${JSON.stringify(name)} already names target ${other.id}`;
    clashes.push({ located: target.located, problem: { rule: 'duplicate-name', path, message } });
  };
  for (const target of targets) {
    claim(byAudience, target.id, target, ['id']);
    claim(byAudience, target.audience, target, ['audience']);
    claim(byResource, target.audience, target, ['audience']);
    for (const [index, resource] of target.resources.entries()) {
      claim(byResource, resource, target, ['resources', index]);
    }
  }
  return { byAudience, byResource, clashes };
}

/**
 * Two issuers may share a URL (every cluster's default one, say) as long as each declares keys of its own: then a
 * signature tells which is meant. Without that a token would be judged by whichever came first.
 */
export function issuerClashes(issuers: Iterable<CompiledIssuer>): readonly Clash[] {
  const byUrl = new Map<string, CompiledIssuer[]>();
  const clashes: Clash[] = [];
  for (const issuer of issuers) {
    const others = byUrl.get(issuer.url) ?? [];
    byUrl.set(issuer.url, [...others, issuer]);
    const other = others.find((known) => !toldApartByKeys(known, issuer));
    if (other === undefined || issuer.located === undefined) continue;
    const message = `issuer ${other.id} already has the url ${JSON.stringify(issuer.url)}`;
    const hint = 'give both keys of their own, as jwksUri, jwks or jwksFile';
    clashes.push({
      located: issuer.located,
      problem: { rule: 'duplicate-url', path: ['url'], message, hint },
    });
  }
  return clashes;
}

function toldApartByKeys({ keys: a }: CompiledIssuer, { keys: b }: CompiledIssuer): boolean {
  return a.kind !== 'discovery' && b.kind !== 'discovery' && JSON.stringify(a) !== JSON.stringify(b);
}
