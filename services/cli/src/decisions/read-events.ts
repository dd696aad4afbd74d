import { asDecision, type StoredDecision } from '@cambio/ledger';
import { readJson } from '../text/read-json.ts';

/** What came over a stream of decisions. */
export interface DecisionEvent {
  readonly decision?: StoredDecision;
  /** Whether decisions were left out before it. */
  readonly gap: boolean;
}

/** Reads server-sent events, until the stream ends or `signal` does; a line that breaks ends it too. */
export async function* readEvents(
  stream: ReadableStream<Uint8Array>,
  signal: AbortSignal,
): AsyncIterable<DecisionEvent> {
  let text = '';
  try {
    for await (const chunk of stream.pipeThrough(new TextDecoderStream(), { signal })) {
      const events = (text + chunk).split('\n\n');
      text = events.pop() ?? '';
      yield* events.map(eventOf);
    }
  } catch (thrown) {
    if (!signal.aborted && !(thrown instanceof TypeError)) throw thrown;
  }
}

function eventOf(text: string): DecisionEvent {
  const fields = new Map(text.split('\n').map((line) => split(line)));
  const gap = fields.get('event') === 'gap';
  const decision = fields.has('event') ? undefined : asDecision(readJson(fields.get('data') ?? ''));
  return decision === undefined ? { gap } : { gap, decision };
}

function split(line: string): readonly [string, string] {
  const colon = line.indexOf(': ');
  return colon === -1 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 2)];
}
