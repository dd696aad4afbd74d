import { ok, TokenType } from '@cambio/oauth';
import {
  type ExchangeIo,
  type ExchangeRequest,
  exchange,
  type TokenSource,
  variableSource,
} from '../src/index.ts';
import { type GatewayChoice, serveGateway } from './gateway.ts';
import { NOW } from './server.ts';

/** Real requests; waiting takes no time but is written down. */
export function ioThatNotes(waits: number[] = []): ExchangeIo {
  const wait = async (seconds: number) => {
    waits.push(seconds);
  };
  return { fetch, now: () => NOW, wait };
}

export const source = variableSource('TOKEN', { env: { TOKEN: 'subject-canary' } });

/** Tokens in turn, and the audiences they were asked for. */
export function countingSource(): TokenSource & { readonly audiences: string[] } {
  const audiences: string[] = [];
  return {
    name: 'counting',
    audiences,
    async token(audience) {
      audiences.push(audience);
      return ok({ token: `token-${audiences.length}`, tokenType: TokenType.jwt });
    },
  };
}

export async function exchangeAt(
  choice: GatewayChoice,
  changes: Partial<ExchangeRequest> = {},
  waits: number[] = [],
) {
  const gateway = await serveGateway(choice);
  const request = { gateway: gateway.issuer, source, audience: 'deployer', ...changes };
  return { gateway, outcome: await exchange(request, ioThatNotes(waits)) };
}
