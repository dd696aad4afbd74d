import type { DecisionTable } from '../schema.ts';
import type { Store } from '../store.ts';
import { storable } from './connection.ts';
import type { Connections } from './connections.ts';
import { isTakenKey } from './fault.ts';

/**
 * One statement for all of it, and so one round trip and no transaction left open. All decisions are one parameter, so that
 * the text depends on no number of them and is prepared once.
 */
export function writingTogether(connections: Connections): Store['writeTogether'] {
  return async (change, decisions) => {
    const inserted = insertion(decisions, change.parameters.length + 1);
    const text = `with changed as (${change.sql}), inserted as (${inserted}) select from changed`;
    const connection = await connections.borrow();
    try {
      const { count } = await connection.query(text, [...change.parameters, asJson(decisions)]);
      return count === 0 ? 'refused' : 'written';
    } catch (error) {
      if (isTakenKey(error)) return 'taken';
      throw error;
    } finally {
      connection.giveBack();
    }
  };
}

function insertion(decisions: readonly DecisionTable[], parameter: number): string {
  const columns = Object.keys(decisions[0] ?? {}).join(', ');
  const given = `json_populate_recordset(null::decision, $${parameter}::json)`;
  return `insert into decision (${columns}) select ${columns} from ${given} where exists (select from changed)`;
}

/** What can't be stored, JSON writes as `\u`: only where that stands are the rows gone through one by one. */
function asJson(decisions: readonly DecisionTable[]): string {
  const text = JSON.stringify(decisions);
  return text.includes('\\u') ? JSON.stringify(decisions, (_, value) => storable(value)) : text;
}
