import { isJsonObject } from '@cambio/oauth';
import { parseJson } from '../body-parts.ts';
import { canonicalJson } from '../chain/canonical-json.ts';
import { cloudEvent } from './cloud-event.ts';
import { type Entry, entrySchema } from './entry.ts';

/** How an export's lines are written: bare, or each as the `data` of a CloudEvent (1.0). */
export type TrailFormat = 'jsonl' | 'cloudevents';

/** An entry as a line, without its end; `source` is the gateway's issuer URL. */
export function writeLine(entry: Entry, format: TrailFormat, source: string): string {
  return canonicalJson(format === 'jsonl' ? entry : cloudEvent(entry, source));
}

/**
 * The entry a line holds, in either format; `undefined` for any line that is not, byte for byte, what `writeLine` writes. So
 * nobody else can read the line differently: a repeated member, say, of which one parser takes the first and one the last.
 */
export function readLine(line: string): Entry | undefined {
  const value = parseJson(line);
  if (!isJsonObject(value)) return undefined;
  const { specversion, source, data } = value;
  const format = specversion === undefined ? 'jsonl' : 'cloudevents';
  const entry = entrySchema.safeParse(format === 'jsonl' ? value : data).data;
  return entry !== undefined && writeLine(entry, format, String(source)) === line ? entry : undefined;
}
