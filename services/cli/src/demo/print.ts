import { claimLines, durationText } from '../text/claims.ts';
import { columns } from '../text/columns.ts';
import { explanationText } from '../text/explanation.ts';
import type { Style } from '../text/style.ts';
import { curlCommand } from './curl.ts';
import type { DemoFolder } from './folder.ts';
import type { Visit } from './visit.ts';

/** The claims of a platform token that people would ask about first; it has a good twenty more. */
const UPSTREAM = [
  'iss',
  'aud',
  'repository',
  'repository_id',
  'environment',
  'ref',
  'event_name',
  'run_attempt',
  'exp',
];

/** What the demo knows of itself when it prints. */
export interface Stage {
  readonly gateway: string;
  readonly platform: string;
  readonly folder: DemoFolder;
  /** The program as this user calls it. */
  readonly program: string;
  readonly style: Style;
}

export function opening({ gateway, platform, folder, style }: Stage): string {
  const rows = [
    ['gateway', style.name(gateway), 'trades platform tokens for its own'],
    ['platform', style.name(platform), 'stands in for GitHub Actions'],
    ['trust', style.name(folder.document), 'says who may get what'],
  ];
  return `\n${columns(
    rows.map(([what = '', where = '', purpose = '']) => [style.strong(what), where, style.faint(purpose)]),
    '  ',
  )}`;
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
  return [
    heading(title, stage),
    upstream(visit, stage, now),
    part('This mapping is for such a job', stage),
    indented(mapping ?? `${visit.decision.mapping}\n`),
    part(`So it gets this token, for ${durationText(Number(claims.exp) - Number(claims.iat))}`, stage),
    claimLines(claims, Object.keys(claims), now, style, '    '),
    `\n    ${style.good('✓')} ${header.alg} signature verified with the keys at ${gateway}/jwks\n`,
    `    ${style.good('✓')} decision ${visit.decision.id}\n`,
    byHand(visit, stage),
  ].join('');
}

/** A visit that was denied, and why. */
export function deniedVisit(title: string, visit: Visit, stage: Stage, now: number): string {
  const { style, folder, program } = stage;
  const { decision } = visit;
  return [
    heading(title, stage),
    upstream(visit, stage, now),
    part('No mapping is for such a job, and this one is the nearest', stage),
    decision.explanation === undefined ? '' : explanationText(decision.explanation, style, '    '),
    `\n    ${style.bad('✗')} ${decision.reason ?? 'denied'}\n`,
    `    ${style.bad('✗')} decision ${decision.id}\n`,
    part('Whoever has that id can look it up', stage),
    `    ${program} explain --decision ${decision.id} --config ${folder.settings}\n`,
    byHand(visit, stage),
  ].join('');
}

export function ending({ folder, style }: Stage): string {
  return `\n${style.strong('All of it keeps running until you press Ctrl-C.')} Edit ${folder.document}:
a change is in force within a second. What happens from now on is shown here.\n\n`;
}

function heading(title: string, { style }: Stage): string {
  return `\n\n${style.strong(title)}\n`;
}

function part(text: string, { style }: Stage): string {
  return `\n  ${style.name(text)}\n\n`;
}

function upstream({ upstream: claims }: Visit, stage: Stage, now: number): string {
  const more = Object.keys(claims).length - UPSTREAM.length;
  return (
    part('The platform says who the job is', stage) +
    claimLines(claims, UPSTREAM, now, stage.style, '    ') +
    `    ${stage.style.faint(`and ${more} more claims`)}\n`
  );
}

function byHand({ job }: Visit, stage: Stage): string {
  return part('The same by hand', stage) + indented(`${curlCommand(job, stage.gateway)}\n`);
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}
