import type { Ports } from '../ports.ts';

/** What every step of the exchange may use. */
export interface Context {
  readonly ports: Ports;
  readonly gateway: Gateway;
}

/** Which claims of a token are recorded: those its profile knows, all, or none. */
export type RecordedClaims = 'profile' | 'all' | 'none';

/** What the exchange knows of the gateway it runs in. */
export interface Gateway {
  /** The issuer URL: `iss` of every token. */
  readonly issuer: string;
  readonly recordedClaims: RecordedClaims;
}
