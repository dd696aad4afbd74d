import { InvalidArgumentError } from '@commander-js/extra-typings';

/** Reads an option's value that is the name of an environment variable. */
export function variableName(text: string): string {
  if (/^[A-Za-z_]\w*$/.test(text)) return text;
  throw new InvalidArgumentError('A variable is named with letters, digits and _.');
}
