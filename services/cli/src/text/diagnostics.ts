import type { Diagnostic } from '@cambio/policy';
import { printable } from './printable.ts';
import type { Paint, Style } from './style.ts';

/** Each diagnostic at its `file:line:column`, with what was meant below it. */
export function diagnosticLines(diagnostics: readonly Diagnostic[], style: Style): string {
  return diagnostics.map((diagnostic) => lines(diagnostic, style)).join('');
}

function lines({ severity, rule, position, message, hint }: Diagnostic, style: Style): string {
  const { file, line, column } = position;
  const paints: Record<Diagnostic['severity'], Paint> = {
    error: style.bad,
    warning: style.caution,
    info: style.name,
  };
  const first = `${printable(file)}:${line}:${column}: ${paints[severity](severity)}: ${printable(message)} ${style.faint(`[${rule}]`)}\n`;
  return hint === undefined ? first : `${first}    ${printable(hint)}\n`;
}
