import { createParser } from 'eventsource-parser';
import { admin } from './admin.ts';
import { Refused } from './answered.ts';
import type { Decision, DecisionFilter } from './decisions.ts';

export interface Follower {
  readonly onOpen: () => void;
  readonly onDecision: (decision: Decision) => void;
  /** More were made than could be followed. */
  readonly onGap: () => void;
}

/**
 * Tells of decisions as they are recorded, until the gateway ends the stream or `signal` does. Throws where it cannot
 * begin. The events are the gateway's own: their data is what it answers elsewhere, and is read as such.
 *
 * @param after the last decision that is known
 */
export async function followDecisions(
  filter: DecisionFilter,
  after: string | undefined,
  { onOpen, onDecision, onGap }: Follower,
  signal: AbortSignal,
): Promise<void> {
  const { data, error } = await admin.GET('/decisions/stream', {
    params: { query: { ...filter }, header: { ...(after !== undefined && { 'Last-Event-ID': after }) } },
    parseAs: 'stream',
    signal,
  });
  if (error !== undefined) throw new Refused(error);
  if (!data) throw new Error('The gateway answered nothing.');
  onOpen();
  const parser = createParser({
    onEvent: ({ event, data: text }) => {
      if (event === 'gap') onGap();
      else if (event === undefined) onDecision(JSON.parse(text));
    },
  });
  const decoder = new TextDecoder();
  for await (const chunk of data) parser.feed(decoder.decode(chunk, { stream: true }));
}
