import { Scalar } from 'yaml';

/** A text as YAML or JSON has it, quoted like what it stands in for, or where it would be read as something else. */
export function scalarText(text: string, like: Scalar['type']): string {
  if (like === Scalar.QUOTE_SINGLE) return `'${text.replaceAll("'", "''")}'`;
  return like === Scalar.PLAIN && isPlain(text) ? text : JSON.stringify(text);
}

/** Whether a text means itself without quotes, in block and flow style. */
function isPlain(text: string): boolean {
  return /^[\w/][\w/.@-]*$/.test(text) && !RESERVED.test(text) && Number.isNaN(Number(text));
}

const RESERVED = /^(true|false|null|yes|no|on|off|y|n|\d{4}-\d{2}-\d{2})$/i;
