import { z } from 'zod';

const PATTERN =
  /^[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2}))?$/;

const EXPECTED = 'must be a date such as 2027-06-01, or a date and time such as 2027-06-01T12:00:00Z';

/**
 * A moment: a date (its first second, UTC) or an RFC 3339 date and time with an offset. Read as whole seconds since
 * the epoch. Dates that no calendar has are refused.
 */
export const instantSchema = z
  .string({ error: EXPECTED })
  .regex(PATTERN, { error: EXPECTED })
  .refine((text) => isOnTheCalendar(text), { error: 'is no date on the calendar' })
  .transform((text) => Math.floor(Date.parse(text.toUpperCase()) / 1000))
  .meta({
    description: 'A date (its first second, UTC) or an RFC 3339 date and time.',
    examples: ['2027-06-01', '2027-06-01T12:00:00Z'],
  });

/** `Date.parse` rolls 30 February over to March; a round trip shows it. */
function isOnTheCalendar(text: string): boolean {
  const date = text.slice(0, 10);
  const midnight = Date.parse(date);
  if (Number.isNaN(midnight) || Number.isNaN(Date.parse(text.toUpperCase()))) return false;
  return new Date(midnight).toISOString().startsWith(date);
}

/** The day of a moment, UTC. */
export function dayText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}
