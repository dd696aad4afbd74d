import type { JsonObject } from '@cambio/oauth';
import { claimLines, durationText } from '../text/claims.ts';
import { columns } from '../text/columns.ts';
import { explanationText } from '../text/explanation.ts';
import { reasonText } from '../text/reasons.ts';
import type { Style } from '../text/style.ts';
import { curlCommand } from './curl.ts';
import type { DemoFolder } from './folder.ts';
import type { Visit } from './visit.ts';

/** The claims of a platform token that people would ask about first; it has a good twenty more. */
const UPSTREAM = ['iss', 'aud', 'repository', 'repository_id', 'environment', 'ref', 'run_attempt', 'exp'];

/** The claims of an issued token in the order people read them; what the mapping adds comes after. */
const ISSUED = ['iss', 'sub', 'aud', 'scope', 'client_id', 'txn', 'jti', 'iat', 'exp'];

/** What the demo knows of itself when it prints. */
export interface Stage {
  readonly gateway: string;
  /** Absent where nobody built it. */
  readonly console?: string;
  readonly platform: string;
  readonly folder: DemoFolder;
  /** The program as this user calls it. */
  readonly program: string;
  readonly style: Style;
}

export function opening({ gateway, platform, folder, style, console }: Stage): string {
  const rows = [
    ['gateway', gateway, 'trades platform tokens for its own'],
    ['platform', platform, 'stands in for GitHub Actions'],
    ['trust', folder.document, 'says who may get what'],
    ...(console === undefined ? [] : [['console', console, 'shows it all; log in as Ada'] as const]),
  ] as const;
  const cells = rows.map(([what, where, purpose]) => [what, style.name(where), style.faint(purpose)]);
  return `\n${style.strong('Cambio')}, the whole path, on this machine alone\n\n${columns(cells, INDENT)}`;
}

/** A visit that was allowed: token in, mapping, token out. */
export function allowedVisit(
  title: string,
  visit: Visit & Required<Pick<Visit, 'issued'>>,
  mapping: string | undefined,
  stage: Stage,
  now: number,
): string {
  const { style, gateway } = stage;
  const { header, claims } = visit.issued;
  const names = [...new Set([...ISSUED, ...Object.keys(claims)])];
  return [
    heading(title, stage),
    part('The platform says who it is', stage),
    upstreamText(visit.upstream, stage, now),
    part('This mapping says what such a job may have', stage),
    indented(mapping ?? `${visit.decision.mapping}\n`),
    part(`It gets a token for ${durationText(Number(claims.exp) - Number(claims.iat))}`, stage),
    claimLines(claims, names, now, style, INDENT),
    part('And that is so', stage),
    `${INDENT}${style.good('✓')} ${header.alg} signature verified with the keys at ${gateway}/jwks\n`,
    `${INDENT}${style.good('✓')} decision ${visit.decision.id} recorded\n`,
    byHand(visit, stage),
  ].join('');
}

/** A visit that was denied, and why. `before` are the claims that were shown already. */
export function deniedVisit(
  title: string,
  visit: Visit,
  before: JsonObject,
  stage: Stage,
  now: number,
): string {
  const { style, folder, program } = stage;
  const { id, reason, explanation } = visit.decision;
  return [
    heading(title, stage),
    part('The platform says the same of it, but for', stage),
    changedText(visit.upstream, before, stage, now),
    part('No mapping is for such a job; the nearest miss first', stage),
    explanation === undefined ? '' : explanationText(explanation, style, INDENT),
    part('It gets nothing', stage),
    `${INDENT}${style.bad('✗')} denied: ${reasonText(reason ?? 'unknown')}\n`,
    `${INDENT}${style.bad('✗')} decision ${id} recorded; whoever has the id can ask why:\n`,
    `${INDENT}  ${program} explain --decision ${id} --config ${folder.settings}\n`,
    byHand(visit, stage),
  ].join('');
}

export function ending({ folder, style, console }: Stage): string {
  return `\n\n${style.strong('All of this keeps running until you press Ctrl-C.')}
Edit ${folder.document} and try again: a change is in force within a second.
Exchanges and changes are shown here as they happen${console === undefined ? '' : `, and at ${style.name(console)}`}.\n\n`;
}

const INDENT = '     ';

function heading(title: string, { style }: Stage): string {
  return `\n\n${style.strong(title)}\n`;
}

function part(text: string, { style }: Stage): string {
  return `\n   ${style.name(text)}\n`;
}

function upstreamText(claims: JsonObject, { style }: Stage, now: number): string {
  const more = Object.keys(claims).length - UPSTREAM.length;
  return `${claimLines(claims, UPSTREAM, now, style, INDENT)}${INDENT}${style.faint(`and ${more} more claims`)}\n`;
}

/** Each token has times of its own; they are left out. */
function changedText(claims: JsonObject, before: JsonObject, { style }: Stage, now: number): string {
  const changed = UPSTREAM.filter((name) => name !== 'exp' && claims[name] !== before[name]);
  return claimLines(claims, changed, now, style, INDENT);
}

function byHand({ job }: Visit, stage: Stage): string {
  return part('The same by hand', stage) + indented(`${curlCommand(job, stage.gateway)}\n`);
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, INDENT);
}
