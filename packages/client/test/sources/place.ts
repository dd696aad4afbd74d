import { type Environment, edgeIo, type Ran, type SourceIo, type TokenSource } from '../../src/index.ts';

export const AUDIENCE = 'https://tokens.example';

/** A JWT nobody signed: sources read what it is for, and verify nothing. */
export function jwtFor(aud: string | readonly string[], claims: object = {}): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'ES256' })}.${part({ aud, ...claims })}.c2lnbmF0dXJl`;
}

/** Somewhere a workload may be. What is not given is not there. */
export function place(given: Partial<SourceIo> & { readonly env?: Environment } = {}): SourceIo {
  return { ...edgeIo({ env: {}, fetch }), ...given };
}

/** Programs that answer as told, and what they were run with. */
export function programs(ran: Ran | undefined): {
  readonly io: SourceIo;
  readonly runs: (readonly string[])[];
} {
  const runs: (readonly string[])[] = [];
  const run: SourceIo['run'] = async (program, args) => {
    runs.push([program, ...args]);
    return ran ?? Promise.reject(new Error('ENOENT canary'));
  };
  return { io: place({ run }), runs };
}

/** The token a source gives, or why it gives none. */
export async function given(source: TokenSource, audience = AUDIENCE): Promise<string> {
  const token = await source.token(audience);
  return token.ok ? token.value.token : `${token.error.reason}: ${token.error.detail}`;
}
