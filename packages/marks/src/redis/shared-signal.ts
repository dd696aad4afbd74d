import { EventEmitter } from 'node:events';
import { type ChangeSignal, TOPICS, type Topic } from '../marks-store.ts';
import type { Connection } from './connect.ts';
import type { Link } from './link.ts';

/** One channel for each topic. */
const CHANNELS: ReadonlyMap<string, Topic> = new Map(TOPICS.map((topic) => [channelOf(topic), topic]));

/**
 * The signal by Redis' channels. Whoever listens is called on every subscription too, the first and each one after
 * the connection was lost: nobody knows what was said meanwhile.
 *
 * @param subscriber a connection for nothing else, on its way still
 */
export function sharedSignal(subscriber: Connection, link: Link): ChangeSignal {
  const emitter = new EventEmitter();
  let isSubscribed = false;
  subscriber.on('message', (channel: string) => emitter.emit(CHANNELS.get(channel) ?? ''));
  subscriber.on('close', () => {
    isSubscribed = false;
  });
  subscriber.on('ready', async () => {
    isSubscribed = await subscribe(subscriber);
    if (isSubscribed) for (const topic of TOPICS) emitter.emit(topic);
  });
  return {
    isListening: () => isSubscribed,
    async announce(topic) {
      await link.run((redis) => redis.publish(channelOf(topic), ''));
    },
    listen(topic, handler) {
      emitter.on(topic, handler);
      return () => emitter.off(topic, handler);
    },
  };
}

/** A subscription that fails is made again once the connection is: `link` sees to no more than commands. */
async function subscribe(subscriber: Connection): Promise<boolean> {
  try {
    await subscriber.subscribe(...CHANNELS.keys());
    return true;
  } catch {
    // The connection was lost again, and is on its way back.
    return false;
  }
}

function channelOf(topic: Topic): string {
  return `cambio:changed:${topic}`;
}
