export { hasMarks } from './embedded/has-marks.ts';
export type { ChangeSignal, MarksOpenFailure, MarksStore, RateLimits, Topic } from './marks-store.ts';
export { type MarksOptions, openMarks } from './open-marks.ts';
export type { RateLimit } from './rate-limit.ts';
export { relayBetweenWorkers } from './workers/relay.ts';
