import type { Insert, Store } from '../store.ts';
import { storable } from './connection.ts';
import type { Connections } from './connections.ts';
import { isTakenKey } from './fault.ts';

/**
 * One statement for all of it, and so one round trip and no transaction left open. Each table's rows are one parameter, so
 * that the text depends on no number of rows and is prepared once.
 */
export function writingTogether(connections: Connections): Store['writeTogether'] {
  return async (change, inserts) => {
    const filled = inserts.filter(({ rows }) => rows.length > 0);
    const first = change.parameters.length + 1;
    const parts = filled.map((insert, index) => `part${index} as (${insertion(insert, first + index)})`);
    const text = `with ${[`changed as (${change.sql})`, ...parts].join(', ')} select from changed`;
    const connection = await connections.borrow();
    try {
      const { count } = await connection.query(text, [...change.parameters, ...filled.map(asJson)]);
      return count === 0 ? 'refused' : 'written';
    } catch (error) {
      if (isTakenKey(error)) return 'taken';
      throw error;
    } finally {
      connection.giveBack();
    }
  };
}

function insertion({ table, rows }: Insert, parameter: number): string {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  const given = `json_populate_recordset(null::${table}, $${parameter}::json)`;
  return `insert into ${table} (${columns}) select ${columns} from ${given} where exists (select from changed)`;
}

/** What can't be stored, JSON writes as `\u`: only where that stands are the rows gone through one by one. */
function asJson({ rows }: Insert): string {
  const text = JSON.stringify(rows);
  return text.includes('\\u') ? JSON.stringify(rows, (_, value) => storable(value)) : text;
}
