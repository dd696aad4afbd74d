import { expect } from 'chai';
import { createFetch, type TokenSource, tokenProvider } from '../../src/index.ts';
import { serveGateway } from '../gateway.ts';
import { mintingSource, testIo } from '../provider/held.ts';
import { closeServers, serve } from '../server.ts';

const reason = new Error('enough');

/** What never comes, for which the caller does not stay. */
function endless(caller: AbortController): Promise<never> {
  caller.abort(reason);
  return new Promise(() => {});
}

/** Calls a service that asks to come back later, and gives what the call rejected with. */
async function rejected(
  caller: AbortController,
  { source = mintingSource(), wait }: { source?: TokenSource; wait?: () => Promise<void> } = {},
): Promise<unknown> {
  const [gateway, service] = [await serveGateway(), await serve(() => BUSY)];
  const io = { ...testIo(), ...(wait && { wait }) };
  const provider = tokenProvider({ gateway: gateway.issuer, source }, io);
  const call = createFetch(provider, { origins: [service.url] }, io);
  return call(service.url, { signal: caller.signal }).catch((error: unknown) => error);
}

const BUSY = { status: 503, headers: { 'retry-after': '30' } };

describe('createFetch, ended by the caller', () => {
  afterEach(closeServers);

  it('does not stay for a token', async () => {
    const caller = new AbortController();
    const source = { name: 'slow', token: () => endless(caller) };
    expect(await rejected(caller, { source })).to.equal(reason);
  });

  it('does not stay for another try', async () => {
    const caller = new AbortController();
    expect(await rejected(caller, { wait: () => endless(caller) })).to.equal(reason);
  });

  it('asks for no token where it is ended before', async () => {
    const caller = new AbortController();
    caller.abort(reason);
    const source = mintingSource();
    expect(await rejected(caller, { source })).to.equal(reason);
    expect(source.minted()).to.equal(0);
  });
});
