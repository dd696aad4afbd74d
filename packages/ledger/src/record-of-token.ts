import type { ExpressionBuilder } from 'kysely';
import type { Schema } from './schema.ts';

/** The record of a token's decision, which has its claims, to be selected with it. */
export function recordOf({ selectFrom }: ExpressionBuilder<Schema, 'issued_token'>) {
  return selectFrom('decision as recorded')
    .select('recorded.body')
    .whereRef('recorded.id', '=', 'issued_token.decision')
    .whereRef('recorded.at', '=', 'issued_token.at')
    .as('record');
}
