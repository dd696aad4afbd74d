import { ok } from '@cambio/oauth';
import type { Revocation, RevocationSelector, Revocations } from '@cambio/sts';
import type { ExpressionBuilder, Kysely } from 'kysely';
import type { Attempt } from './attempt.ts';
import type { IssuedTokenTable, RevocationTable, Schema } from './schema.ts';

export function revocations(db: Kysely<Schema>, attempt: Attempt): Revocations {
  return {
    add: (revocation) =>
      attempt(async () => {
        await db.insertInto('revocation').values(rowOf(revocation)).execute();
        return ok(undefined);
      }),
  };
}

type By = RevocationSelector['by'];

/** Which column of a token each selector is compared with. */
const COVERS: readonly (readonly [By, keyof IssuedTokenTable])[] = [
  ['mapping', 'mapping'],
  ['target', 'target'],
  ['client', 'client'],
  ['issuer', 'issuer'],
  ['issuer', 'actor_issuer'],
  ['workload', 'workload'],
  ['workload', 'actor_workload'],
  ['task', 'task'],
  ['task', 'actor_task'],
];

type Columns = ExpressionBuilder<Schema, 'issued_token'>;

/** Whether a revocation covers the token of this row: one look at the index per selector. */
export function isRevoked(columns: Columns) {
  return columns.or([
    columns.exists(selecting(columns, 'token').whereRef('value', '=', 'issued_token.jti')),
    columns.exists(inTime(selecting(columns, 'before').where('value', '=', ''))),
    ...COVERS.map(([by, column]) =>
      columns.exists(inTime(selecting(columns, by).whereRef('value', '=', `issued_token.${column}`))),
    ),
  ]);
}

function selecting(columns: Columns, by: By) {
  return columns.selectFrom('revocation').select('revocation.id').where('selected_by', '=', by);
}

function inTime(query: ReturnType<typeof selecting>) {
  return query.whereRef('issued_until', '>=', 'issued_token.at');
}

function rowOf({ id, at, selector, author, reason }: Revocation): RevocationTable {
  const covered =
    selector.by === 'before'
      ? { value: '', issued_until: selector.time }
      : { value: selector.value, issued_until: at };
  return { id, at, selected_by: selector.by, ...covered, author, reason };
}
