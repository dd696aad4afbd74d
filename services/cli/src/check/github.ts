import type { Diagnostic } from '@cambio/policy';
import { rulePage } from '../text/rule-page.ts';

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** Workflow commands that GitHub Actions turns into annotations beside the lines they are about. */
export function githubAnnotations(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map((diagnostic) => `${annotation(diagnostic)}\n`).join('');
}

function annotation({ severity, rule, position, message, hint }: Diagnostic): string {
  const { file, line, column } = position;
  const properties = `file=${property(file)},line=${line},col=${column},title=${property(rule)}`;
  const page = rulePage(rule);
  const lines = [message, hint, page && `See ${page}`].filter((line) => line !== undefined);
  return `::${COMMANDS[severity]} ${properties}::${escaped(lines.join('\n'))}`;
}

/** Text as a workflow command carries it. */
function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
