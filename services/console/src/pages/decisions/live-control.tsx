import { Button } from 'react-aria-components';
import type { Decision } from '../../api/decisions.ts';
import { Icon } from '../../parts/icon.tsx';
import type { Feed } from './feed.ts';
import type { Connection } from './use-feed.ts';

interface LiveControlProps {
  readonly feed: Feed<Decision>;
  readonly connection: Connection;
  readonly pause: () => void;
  readonly resume: () => void;
}

const STATES: Readonly<Record<Connection, string>> = {
  connecting: 'Connecting…',
  live: 'Live',
  lost: 'Reconnecting…',
};

/** Whether decisions come in as they are made, and the way to hold them up. */
export function LiveControl({ feed, connection, pause, resume }: LiveControlProps) {
  const waiting = feed.waiting.length;
  return (
    <>
      <span className={`feed-state ${feed.isPaused ? 'paused' : connection}`} role="status">
        {feed.isPaused ? `Paused${waiting > 0 ? `, ${waiting} new` : ''}` : STATES[connection]}
      </span>
      <Button onPress={feed.isPaused ? resume : pause}>
        <Icon name={feed.isPaused ? 'play' : 'pause'} size={14} />
        {feed.isPaused ? 'Resume' : 'Pause'}
      </Button>
    </>
  );
}
