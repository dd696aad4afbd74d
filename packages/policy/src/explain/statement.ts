import type { Condition } from '../explanation.ts';

/** A condition in a line: `claim ref equals "refs/heads/main" (found "refs/heads/x")`. */
export function statement({ kind, what, expected, found }: Condition): string {
  return `${SUBJECTS[kind]}${what} ${expected}${seen(kind, found)}`;
}

function seen(kind: Condition['kind'], found: Condition['found']): string {
  if (found !== undefined) return ` (found ${JSON.stringify(found)})`;
  return kind === 'match' || kind === 'actor' ? ' (absent)' : '';
}

const SUBJECTS: Readonly<Record<Condition['kind'], string>> = {
  issuer: 'issuer: ',
  target: 'request: ',
  state: 'mapping: ',
  match: 'claim ',
  when: 'condition ',
  actor: 'actor: ',
  scope: 'scope ',
  binding: '',
  template: 'template of ',
};
