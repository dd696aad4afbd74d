import { claimText } from '../text/claims.ts';
import { columns } from '../text/columns.ts';
import { printable } from '../text/printable.ts';
import type { Style } from '../text/style.ts';
import type { Identity, KnownClaim } from './identity.ts';

const INDENT = '  ';

/** Who the token speaks for, then its claims with what each is good for in a mapping. `now` is seconds. */
export function identityText(
  { source, profile, workload, claims }: Identity,
  style: Style,
  now: number,
): string {
  const title = profile?.title ?? 'A platform that is not known';
  const facts = Object.entries({
    provider: profile?.provider ?? 'oidc',
    source,
    workload: workload?.key,
    name: workload?.name,
    kind: workload?.kind,
    tenant: workload?.tenant,
    task: workload?.task,
  }).flatMap(([name, value]) => (value === undefined ? [] : [[style.faint(name), printable(value)]]));
  const rows = claims.map((claim) => claimCells(claim, profile?.open !== false, style, now));
  return [
    `${style.strong(title)}\n`,
    columns(facts, INDENT),
    `\n${style.strong('Claims')}, decoded and not verified\n`,
    columns(rows, INDENT),
  ].join('');
}

function claimCells(claim: KnownClaim, isOpen: boolean, style: Style, now: number): string[] {
  const { name, value, fact } = claim;
  const text = claimText(name, value, now);
  const isRisky = fact?.influencedBy !== undefined;
  const notes = notesOn(claim, isOpen).map(printable).join('; ');
  const paint = isRisky ? style.caution : fact?.stability === 'immutable' ? style.good : style.faint;
  return [style.faint(printable(name)), text, paint(notes)];
}

/** What to know of a claim before it is matched. */
function notesOn({ fact }: KnownClaim, isOpen: boolean): string[] {
  if (fact === undefined) return isOpen ? [] : ['not known of this platform'];
  const { stability, idOf, influencedBy } = fact;
  const name = idOf === undefined ? 'a name, which can change hands' : `a name: match ${idOf} instead`;
  return [
    ...(stability === 'immutable' ? ['immutable'] : []),
    ...(stability === 'renameable' ? [name] : []),
    ...(influencedBy === undefined ? [] : [`outsiders have a say: ${influencedBy}`]),
  ];
}

/** The same for programs. */
export function identityJson({ source, profile, workload, claims }: Identity): object {
  return {
    source,
    provider: profile?.provider ?? 'oidc',
    ...(workload && { workload }),
    claims: Object.fromEntries(
      claims.map(({ name, value, fact }) => [
        name,
        {
          value,
          stability: fact?.stability ?? 'unknown',
          ...(fact?.idOf !== undefined && { idOf: fact.idOf }),
          ...(fact?.influencedBy !== undefined && { influencedBy: fact.influencedBy }),
        },
      ]),
    ),
  };
}
