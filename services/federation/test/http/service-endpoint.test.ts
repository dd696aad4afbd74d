import { expect } from 'chai';
import { formEndpoint } from '../../src/http/form-endpoint.ts';
import { createLoad, type Load } from '../../src/http/load.ts';
import type { ServiceDoor } from '../../src/http/service-door.ts';
import { serviceEndpoint } from '../../src/http/service-endpoint.ts';
import { postByFramework } from './serve-endpoint.ts';

const leaving = formEndpoint(1000, async () => undefined);
const door: ServiceDoor = async (ctx, path, body) => {
  ctx.body = { served: [path, body] };
};

describe('serviceEndpoint', () => {
  for (const [what, load] of [
    ['there is room', createLoad(1, () => undefined)],
    ['nothing is counted', undefined],
  ] as const) {
    it(`takes the form through the service door where ${what}`, async () => {
      const answer = await postByFramework(leaving, serviceEndpoint('/revoke', door, load), 'token=t');
      expect(await answer.json()).to.deep.equal({ served: ['/revoke', 'token=t'] });
      expect(answer.headers.get('cache-control')).to.equal('no-store');
    });
  }

  it('answers 503 to what has arrived whole and finds no room', async () => {
    const full: Load = createLoad(0, () => undefined);
    const answer = await postByFramework(leaving, serviceEndpoint('/token', door, full), 'a=b');
    expect([answer.status, answer.headers.get('retry-after')]).to.deep.equal([503, '2']);
    expect(answer.headers.get('cache-control')).to.equal('no-store');
  });
});
