import { InvalidArgumentError } from '@commander-js/extra-typings';

/** Reads an option's value that is a whole number, one or more. */
export function wholeNumber(text: string): number {
  const number = Number(text);
  if (/^[1-9]\d*$/.test(text) && Number.isSafeInteger(number)) return number;
  throw new InvalidArgumentError('It takes a whole number, 1 or more.');
}
