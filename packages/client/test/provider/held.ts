import { err, ok, type Result, TokenType } from '@cambio/oauth';
import {
  edgeIo,
  type ProviderIo,
  type SourceFailure,
  type SubjectToken,
  type TokenSource,
} from '../../src/index.ts';
import { NOW } from '../server.ts';

/** A clock that goes on when it is told to, real requests, and chance that is `random`. */
export interface TestIo extends ProviderIo {
  readonly pass: (seconds: number) => void;
  readonly waits: number[];
}

export function testIo({
  random = 0.5,
  env = {},
}: {
  random?: number;
  env?: Record<string, string>;
} = {}): TestIo {
  let now = NOW;
  const waits: number[] = [];
  const pass = (seconds: number) => {
    now += seconds;
  };
  const wait = async (seconds: number) => {
    waits.push(seconds);
  };
  return { ...edgeIo({ env, fetch }), now: () => now, wait, random: () => random, pass, waits };
}

/** Another token each time: `subject-1`, `subject-2`, … */
export function mintingSource(): TokenSource & { readonly minted: () => number } {
  let minted = 0;
  return {
    name: 'minting',
    minted: () => minted,
    token: async () => ok({ token: `subject-${++minted}`, tokenType: TokenType.jwt }),
  };
}

export const brokenSource: TokenSource = {
  name: 'broken',
  token: async (): Promise<Result<SubjectToken, SourceFailure>> =>
    err({ kind: 'source', source: 'broken', reason: 'refused', detail: 'it is broken' }),
};
