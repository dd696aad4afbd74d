import { EventEmitter } from 'node:events';
import type { ChangeSignal } from '../marks-store.ts';

/** The signal within one process. Others that share the file find out when they look. */
export function ownSignal(): ChangeSignal {
  const emitter = new EventEmitter();
  return {
    announce: async (topic) => void emitter.emit(topic),
    isListening: () => true,
    listen(topic, handler) {
      emitter.on(topic, handler);
      return () => emitter.off(topic, handler);
    },
  };
}
