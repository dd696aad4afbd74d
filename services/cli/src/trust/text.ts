import type { PlannedChange } from '@cambio/federation/admin-contract';
import { columns } from '../text/columns.ts';
import { count } from '../text/count.ts';
import { diagnosticLines } from '../text/diagnostics.ts';
import { explanationText, verdictText } from '../text/explanation.ts';
import { printable } from '../text/printable.ts';
import type { Paint, Style } from '../text/style.ts';

/** A plan just made, or one that a gateway sent. */
type ReadablePlan = Omit<PlannedChange, 'outcome' | 'base'>;

type DocumentChange = ReadablePlan['documents'][number];
type DecisionChange = NonNullable<ReadablePlan['record']>['changes'][number];

/** Documents, then decisions, what is newly allowed first; then what lint has to say, and a line that sums it up. */
export function planText({ documents, record, diagnostics }: ReadablePlan, style: Style): string {
  const sections = [
    ...documents.map((change) => documentText(change, style)),
    ...(record?.changes ?? []).map((change) => decisionText(change, style)),
    ...(record === undefined ? [] : [recordText(record, style)]),
    ...(diagnostics.length === 0 ? [] : [diagnosticLines(diagnostics, style)]),
    summary(documents, record, style),
  ];
  return sections.filter((section) => section !== '').join('\n');
}

/** A document's name, and what it would do otherwise. */
export function documentText({ kind, id, change, effects }: DocumentChange, style: Style): string {
  const name = `${style.strong(`${kind}/${id}`)}  ${style.faint(change)}\n`;
  return (
    name +
    columns(
      effects.map((effect) => [reachText(effect, style), printable(effect.text)]),
      '  ',
    )
  );
}

function reachText({ reach }: DocumentChange['effects'][number], style: Style): string {
  if (reach === 'other') return style.faint('otherwise');
  return reach === 'wider' ? style.caution('wider') : style.good('narrower');
}

const TITLES: Readonly<Record<DecisionChange['kind'], string>> = {
  newly_allowed: 'newly allowed',
  newly_denied: 'newly denied',
  granted_otherwise: 'granted otherwise',
  denied_otherwise: 'denied otherwise',
};

function decisionText(
  { kind, before, after, request, decisions, faithful }: DecisionChange,
  style: Style,
): string {
  const paint: Paint =
    kind === 'newly_allowed' ? style.caution : kind === 'newly_denied' ? style.bad : style.name;
  const mark = kind === 'newly_allowed' ? '!' : '·';
  const first = `${paint(`${mark} ${TITLES[kind]}`)}: ${style.strong(whoAndWhat(request))}  ${style.faint(timesText(decisions))}\n`;
  const nearest = { ...after, candidates: after.candidates.slice(0, 1), omitted: 0 };
  return [
    first,
    indented(`was ${verdictText({ decision: before, candidates: [], omitted: 0 }, style)}`),
    indented(`now ${verdictText(after, style)}`),
    after.decision.outcome === 'deny' ? explanationText(nearest, style, '      ') : '',
    faithful ? '' : indented(`${style.caution('?')} the record may lack claims that decide this\n`),
  ].join('');
}

function whoAndWhat({ subject, actor, request }: DecisionChange['request']): string {
  const { audience, resource, scopes = [] } = request;
  const who =
    actor === undefined ? subject.workload.name : `${actor.workload.name} for ${subject.workload.name}`;
  return printable(`${who} → ${[audience ?? resource ?? 'its only target', ...scopes].join(' ')}`);
}

function timesText(decisions: readonly string[]): string {
  const [first] = decisions;
  return decisions.length === 1 ? `decision ${first}` : `${decisions.length} times, lastly decision ${first}`;
}

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '    ');
}

/** How far the record can be relied on. */
function recordText(
  { days, replayed, unfaithful, skipped, truncated, claims }: NonNullable<ReadablePlan['record']>,
  style: Style,
): string {
  const lines = [
    `${count(replayed, 'recorded decision')} of the last ${count(days, 'day')} made again`,
    ...(truncated ? ['older ones of these days were left out: see --limit'] : []),
    ...(skipped > 0 ? [`${skipped} left out that no document had a say in`] : []),
    ...(claims === 'none' && replayed > 0
      ? [
          'no claims are recorded (audit.claims is none): what asks for any grants nothing here, whatever it would grant',
        ]
      : []),
    ...(unfaithful > 0
      ? [
          `${unfaithful} do not come out as recorded by the documents compared with: these are not those that decided, ` +
            `or the record lacks claims they ask for (audit.claims is ${claims})`,
        ]
      : []),
  ];
  return lines.map((line) => `${style.faint(line)}\n`).join('');
}

function summary(documents: ReadablePlan['documents'], record: ReadablePlan['record'], style: Style): string {
  const kinds = Map.groupBy(record?.changes ?? [], ({ kind }) => kind);
  const told = [...kinds].map(([kind, changes]) => `${count(changes.length, 'request')} ${TITLES[kind]}`);
  if (documents.length === 0 && told.length === 0) return `${style.good('✓')} nothing changes\n`;
  const risky = kinds.has('newly_allowed') ? style.caution('!') : style.good('✓');
  return `${risky} ${[`${count(documents.length, 'document')} changed in effect`, ...told].join(', ')}\n`;
}
