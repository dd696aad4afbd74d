import type { Result } from '@cambio/oauth';
import {
  createResourceServer,
  type PresentedRequest,
  type Refusal,
  type ResourceServer,
  type ResourceServerIo,
  type ResourceServerOptions,
} from '../../src/index.ts';
import { AUDIENCE, NOW, type TestIssuer } from './issuer.ts';

/** Time as a test sets it, and all that was fetched. */
export interface TestIo extends ResourceServerIo {
  time: number;
  readonly fetched: string[];
}

export function testIo(): TestIo {
  const io: TestIo = {
    time: NOW,
    fetched: [],
    now: () => io.time,
    fetch: (input, init) => {
      io.fetched.push(new URL(String(input)).pathname);
      return fetch(input, init);
    },
  };
  return io;
}

export function serverOf(
  { issuer }: Pick<TestIssuer, 'issuer'>,
  options: Partial<ResourceServerOptions> = {},
  io: ResourceServerIo = testIo(),
): ResourceServer {
  return createResourceServer({ issuer, audience: AUDIENCE, ...options }, io);
}

/** `GET /deploy` with a token. */
export function bearing(token: string, more: Partial<PresentedRequest> = {}): PresentedRequest {
  return { method: 'GET', target: '/deploy', authorization: `Bearer ${token}`, ...more };
}

export function outcomeOf(verified: Result<unknown, Refusal>): string {
  return verified.ok ? 'verified' : verified.error.reason;
}
