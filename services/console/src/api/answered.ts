import type { Schemas } from '@cambio/admin-client';

export type Problem = Schemas['Problem'];

/** The admin API did not do what it was asked, and says why. */
export class Refused extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

interface Answer<Data> {
  readonly data?: Data;
  readonly error?: Problem;
}

/** What the admin API answered. Throws `Refused` where it refused, which a query then has as its error. */
export async function answered<Data>(asking: Promise<Answer<Data>>): Promise<Data> {
  const { data, error } = await asking;
  if (error !== undefined) throw new Refused(error);
  if (data === undefined) throw new Error('The gateway answered nothing.');
  return data;
}

/** What to tell a person of what went wrong. */
export function failureText(error: unknown): string {
  if (error instanceof Refused) return error.problem.detail;
  return error instanceof Error ? error.message : String(error);
}
