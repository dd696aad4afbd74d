import { err, ok, type Result } from '@cambio/oauth';
import { expect } from 'chai';
import {
  nameOfKeys,
  type PublishedKeysOptions,
  publishedKeys,
} from '../../../src/provider/clients/published-keys.ts';
import type { RegisteredService } from '../../../src/provider/clients/registered-service.ts';
import { recordingLog } from '../../quiet-log.ts';

type Answer = string | 'unreachable';

const KEY = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: '1' };
const DAY = 24 * 3600 * 1000;

function service(id: string, more: object = {}): RegisteredService {
  const jwksUri = 'https://keys.acme.example/jwks';
  return { id, auth: 'private_key_jwt', grants: ['token-exchange'], introspects: [], jwksUri, ...more };
}

/** Keys of services, over guarded clients that give one answer after the other. */
function underTest(services: readonly RegisteredService[], ...answers: readonly Answer[]) {
  const left = [...answers];
  const asked: { readonly url: string; readonly rules: unknown }[] = [];
  let closed = 0;
  let now = 0;
  const connect: PublishedKeysOptions['connect'] = (rules) => ({
    get: async (
      url,
    ): Promise<Result<{ body: Buffer; maxAge: undefined }, { reason: 'unreachable'; detail: string }>> => {
      asked.push({ url, rules });
      const answer = left.shift() ?? 'unreachable';
      return answer === 'unreachable'
        ? err({ reason: 'unreachable', detail: 'test' })
        : ok({ body: Buffer.from(answer), maxAge: undefined });
    },
    close: async () => {
      closed++;
    },
  });
  const { log, lines } = recordingLog();
  const keys = publishedKeys({ services, connect, log, now: () => now });
  return {
    keys,
    asked,
    lines,
    closed: () => closed,
    advance: (milliseconds: number) => {
      now += milliseconds;
    },
    of: async (id: string): Promise<unknown> => (await keys.fetch(nameOfKeys(id))).json(),
  };
}

describe('published keys', () => {
  it('are fetched by the rules of the service they are of', async () => {
    const orders = service('orders', { ca: 'PEM', allowPrivateNetwork: true });
    const { of, asked } = underTest(
      [orders, service('stock')],
      `{"keys":[${JSON.stringify(KEY)}]}`,
      '{"keys":[]}',
    );
    expect(await of('orders')).to.deep.equal({ keys: [KEY] });
    expect(await of('stock')).to.deep.equal({ keys: [] });
    const url = 'https://keys.acme.example/jwks';
    expect(asked).to.deep.equal([
      { url, rules: { ca: 'PEM', allowPrivateNetwork: true } },
      { url, rules: { ca: undefined, allowPrivateNetwork: false } },
    ]);
  });

  it('are fetched from nowhere that the framework names', async () => {
    const { keys, asked } = underTest([service('orders')]);
    for (const url of [
      'https://keys.acme.example/jwks',
      'https://keys.invalid/stock',
      'http://169.254.169.254/',
    ]) {
      expect(await keys.fetch(url).catch((error: unknown) => error)).to.be.instanceOf(TypeError);
    }
    expect(asked).to.deep.equal([]);
  });

  it('are those that can verify a signature, without what is none of ours', async () => {
    const odd = [
      7,
      null,
      'x',
      {},
      { kty: 'oct', k: 'AAAA' },
      { kty: 'X' },
      { kty: 'EC', crv: 'P-256', x: 'x' },
      { ...KEY, d: 'd' },
    ];
    const { of } = underTest([service('orders')], JSON.stringify({ keys: [...odd, { ...KEY, note: 'x' }] }));
    expect(await of('orders')).to.deep.equal({ keys: [KEY] });
  });

  for (const broken of ['unreachable', '', 'null', '{}', '{"keys":7}', '<html>']) {
    it(`are the last good ones for a day where the answer is ${JSON.stringify(broken)}`, async () => {
      const good = JSON.stringify({ keys: [KEY] });
      const { of, advance, lines } = underTest([service('orders')], good, broken, broken);
      await of('orders');
      advance(DAY - 1);
      expect(await of('orders')).to.deep.equal({ keys: [KEY] });
      advance(1);
      expect(await of('orders')).to.deep.equal({ keys: [] });
      expect(lines.map(({ msg }) => msg)).to.deep.equal(Array(2).fill("a service's keys cannot be had"));
    });
  }

  it('are none where there never were any', async () => {
    expect(await underTest([service('orders')]).of('orders')).to.deep.equal({ keys: [] });
  });

  it('close their connections', async () => {
    const { keys, closed } = underTest([service('orders'), service('stock')]);
    await keys.close();
    expect(closed()).to.equal(2);
  });
});
