import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { measureRequests } from '../../src/metrics/measure-requests.ts';
import { type Measured, measured } from './measured-page.ts';

describe('measureRequests', () => {
  let page: Measured;
  beforeEach(async () => {
    page = await measured();
  });
  afterEach(() => page.close());

  const elapsed = () => 0;
  const routeOf = (path: string) => (path === '/token' ? path : 'other');

  /** One request, and the count it led to. `statusCode` undefined: its caller goes away before there is an answer. */
  async function count(method: string, path: string, statusCode: number | undefined) {
    const ended = Promise.withResolvers<void>();
    const handler = measureRequests({ meter: page.meter, elapsed }, routeOf, (_request, response) => {
      response.on('close', ended.resolve);
      if (statusCode === undefined) asking.destroy();
      else response.writeHead(statusCode).end();
    });
    const server = createServer(handler).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const asking = request({ host: '127.0.0.1', port, path, method, agent: false }).end();
    asking.on('error', () => undefined).on('response', (response) => response.resume());
    await ended.promise;
    server.close();
    return page.series('http_server_request_duration_count');
  }

  for (const [what, method, path, statusCode, labels] of [
    ['an endpoint', 'POST', '/token?secret=1', 400, ['POST', '/token', '400']],
    ['what nobody knows', 'PURGE', '/made-up', 404, ['_OTHER', 'other', '404']],
    ['who went away before the answer', 'POST', '/token', undefined, ['POST', '/token', '499']],
  ] as const) {
    it(`counts ${what} under labels of closed lists`, async () => {
      const [name, route, status] = labels;
      const series = `{http_request_method="${name}",http_route="${route}",http_response_status_code="${status}"} 1`;
      expect(await count(method, path, statusCode)).to.deep.equal([
        `http_server_request_duration_count${series}`,
      ]);
    });
  }
});
