import type { ChangeSignal, Topic } from '@cambio/marks';
import type { Poll } from './poll.ts';

/**
 * Has a poll look as soon as a replica says that something has changed. It goes on looking by itself: a hint may get lost,
 * and then the change is found a moment later.
 */
export function followHints(poll: Poll, signal: Pick<ChangeSignal, 'listen'>, topic: Topic): Poll {
  let stopListening = (): void => undefined;
  return {
    ...poll,
    start() {
      poll.start();
      stopListening = signal.listen(topic, () => void poll.lookAfresh());
    },
    stop() {
      stopListening();
      poll.stop();
    },
  };
}
