import { EventEmitter } from 'node:events';
import type { ChangeSignal } from '../marks-store.ts';
import { announcement, topicOf } from './announcement.ts';

/** The signal between the workers of one program: each tells the primary, which tells all. */
export function workerSignal(): ChangeSignal {
  const emitter = new EventEmitter();
  process.on('message', (message) => emitter.emit(topicOf(message) ?? ''));
  return {
    // With somebody to take it, the error of a primary that has gone is nobody's: this process ends with it.
    announce: async (topic) => void process.send?.(announcement(topic), undefined, {}, () => undefined),
    isListening: () => process.connected,
    listen(topic, handler) {
      emitter.on(topic, handler);
      return () => emitter.off(topic, handler);
    },
  };
}
