export { keySchedule, openKeys } from './keys.ts';
export { serveUntilSignal } from './main.ts';
export { openMarksStore } from './marks.ts';
export type { StartFailure } from './start-failure.ts';
export type { Surroundings } from './surroundings.ts';
export { traceFields } from './tracing/trace-fields.ts';
export { type RunningGateway, startGateway } from './wiring.ts';
