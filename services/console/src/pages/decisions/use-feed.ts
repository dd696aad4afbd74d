import { useEffect, useRef, useState } from 'react';
import type { Decision, DecisionFilter } from '../../api/decisions.ts';
import { followDecisions } from '../../api/follow-decisions.ts';
import { arrive, EMPTY_FEED, type Feed, pause, resume } from './feed.ts';

export type Connection = 'connecting' | 'live' | 'lost';

interface FollowOptions {
  readonly filter: DecisionFilter;
  /** The newest decision of the list; `undefined` while it is being read, `null` where it is empty. */
  readonly after: string | null | undefined;
  /** Some are missing between what came and what was read: it has to be read anew. */
  readonly onGap: () => void;
}

/** Milliseconds between attempts: at first, and at the most. */
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 15_000;

/** Follows the decisions that pass the filter from `after` on, and again whenever the stream ends. */
export function useFeed({ filter, after, onGap }: FollowOptions) {
  const [feed, setFeed] = useState<Feed<Decision>>(EMPTY_FEED);
  const [connection, setConnection] = useState<Connection>('connecting');
  const key = JSON.stringify(filter);
  const isReady = after !== undefined;
  const newest = useRef<string | undefined>(undefined);
  const latest = useRef({ after, onGap });
  latest.current = { after, onGap };

  useEffect(() => {
    if (!isReady) return;
    const stopping = new AbortController();
    setFeed(({ isPaused }) => ({ ...EMPTY_FEED, isPaused }));
    newest.current = latest.current.after ?? undefined;
    const follower = {
      onOpen: () => setConnection('live'),
      onGap: () => latest.current.onGap(),
      onDecision: (decision: Decision) => {
        newest.current = decision.id;
        setFeed((before) => arrive(before, decision));
      },
    };
    void keepFollowing(
      () => followDecisions(JSON.parse(key), newest.current, follower, stopping.signal),
      () => setConnection('lost'),
      stopping.signal,
    );
    return () => stopping.abort();
  }, [isReady, key]);

  const isIncomplete = feed.isCut && !feed.isPaused;
  useEffect(() => {
    if (isIncomplete) latest.current.onGap();
  }, [isIncomplete]);

  return {
    feed,
    connection,
    pause: () => setFeed(pause),
    resume: () => setFeed(resume),
  };
}

/** A stream that ends as it should is followed again at once, one that fails after a while. */
async function keepFollowing(
  follow: () => Promise<void>,
  onLost: () => void,
  signal: AbortSignal,
): Promise<void> {
  let wait = FIRST_WAIT;
  while (!signal.aborted) {
    try {
      await follow();
      wait = FIRST_WAIT;
    } catch {
      if (signal.aborted) return;
      onLost();
      await new Promise((resolve) => setTimeout(resolve, wait));
      wait = Math.min(wait * 2, LONGEST_WAIT);
    }
  }
}
