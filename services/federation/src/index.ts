export { type ServeOptions, type Signals, serveUntilSignal } from './main.ts';
export type { StartFailure } from './start-failure.ts';
export { type RunningGateway, type Surroundings, startGateway } from './wiring.ts';
