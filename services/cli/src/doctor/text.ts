import { columns } from '../text/columns.ts';
import { printable } from '../text/printable.ts';
import type { Style } from '../text/style.ts';
import type { Finding, State } from './finding.ts';

/** A line for each finding, and one below it with what to do. */
export function findingsText(found: readonly Finding[], style: Style): string {
  const sign: Readonly<Record<State, string>> = {
    ok: style.good('✓'),
    warning: style.caution('!'),
    failed: style.bad('✗'),
  };
  const lines = columns(
    found.map(({ about, state, found }) => [sign[state], style.name(printable(about)), printable(found)]),
  ).split('\n');
  const text = found.flatMap(({ advice }, index) => [
    lines[index],
    ...(advice === undefined ? [] : [`   → ${printable(advice)}`]),
  ]);
  return `${text.join('\n')}\n\n${summary(found)}\n`;
}

function summary(found: readonly Finding[]): string {
  const number = (state: State) => found.filter((each) => each.state === state).length;
  return `${number('failed')} failed, ${number('warning')} worth a look, ${number('ok')} well`;
}
