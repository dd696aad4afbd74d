import type { JsonObject } from '@cambio/oauth';
import { checkpointHash } from '../chain/statement.ts';
import type { Entry } from './entry.ts';

/** An entry of the trail as a CloudEvent (specification 1.0.2), in the JSON format; the entry is its `data`. */
export function cloudEvent(entry: Entry, source: string): JsonObject {
  return {
    specversion: '1.0',
    source,
    datacontenttype: 'application/json',
    type: `io.cambio.${entry.kind}.v1`,
    ...identify(entry),
    data: entry,
  };
}

/**
 * Unique within the source, and the same however often an entry is sent. A decision's place on its chain would not be: after
 * an old backup was restored, another stands there.
 */
function identify(entry: Entry): { readonly id: string; readonly time?: string } {
  switch (entry.kind) {
    case 'trail':
      return {
        id: ['trail', checkpointHash(entry.checkpoint), ...(entry.after ? [entry.after] : [])].join('/'),
      };
    case 'checkpoint':
      return { id: checkpointHash(entry.statement) };
    case 'decision': {
      const { at } = entry.record;
      const time = typeof at === 'number' ? new Date(at) : undefined;
      const said = time !== undefined && !Number.isNaN(time.getTime()) && { time: time.toISOString() };
      return { id: entry.hash, ...said };
    }
  }
}
