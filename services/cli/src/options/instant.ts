import { InvalidArgumentError } from '@commander-js/extra-typings';

const FORM = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** Reads an option's value that is a moment, as the admin API takes one: without an offset it would be another one elsewhere. */
export function instant(text: string): string {
  if (FORM.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new InvalidArgumentError('A time has its date and offset, such as 2027-06-01T12:00:00Z.');
}
