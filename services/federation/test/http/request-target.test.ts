import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { readTarget } from '../../src/http/request-target.ts';

describe('readTarget', () => {
  let server: Server;
  before(async () => {
    server = createServer(readTarget(({ url }, response) => void response.end(url)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  after(() => new Promise((resolve) => server.close(resolve)));

  /** What comes of a request: the target it has in the end, or its status. */
  function ask(
    path: string,
    host: string | readonly string[] = 'sts.acme.example',
  ): Promise<string | number> {
    const { port } = server.address() as AddressInfo;
    return new Promise((resolve, reject) => {
      const headers = ['Connection', 'close', ...[host].flat().flatMap((name) => ['Host', name])];
      const asked = request({ port, path, headers, setHost: false }, async (answer) => {
        const text = (await answer.toArray()).join('');
        resolve(answer.statusCode === 200 ? text : (answer.statusCode ?? 0));
      });
      asked.once('error', reject).end();
    });
  }

  for (const [target, read] of [
    ['/token', '/token'],
    ['/token?a=/b?c', '/token?a=/b?c'],
    ['//token', '//token'],
    ['*', '*'],
    ['http://sts.acme.example/token?a=b', '/token?a=b'],
    ['HTTPS://elsewhere.example:8443/token', '/token'],
    ['http://sts.acme.example', '/'],
    ['http://sts.acme.example?a=b', '/?a=b'],
  ] as const) {
    it(`reads ${target} as ${read}`, async () => {
      expect(await ask(target)).to.equal(read);
    });
  }

  for (const target of [
    '/token#a',
    '/token\u00a0',
    'token',
    'http:///token',
    'ftp://sts.acme.example/token',
  ]) {
    it(`refuses ${JSON.stringify(target)}`, async () => {
      expect(await ask(target)).to.equal(400);
    });
  }

  for (const host of ['127.0.0.1:8080', '[::1]:8080', 'localhost', 'my_sts:443', 'STS.acme.example:']) {
    it(`lets the host ${host} through`, async () => {
      expect(await ask('/token', host)).to.equal('/token');
    });
  }

  for (const [what, host] of [
    ['an empty host', ''],
    ['a host that is no name', '['],
    ['a port that is none', 'sts.acme.example:x'],
    ['a path in the host', 'sts.acme.example/token'],
    ['a fragment in the host', 'sts.acme.example#'],
    ['a user in the host', 'user@sts.acme.example'],
    ['two hosts', ['sts.acme.example', 'evil.example']],
  ] as const) {
    it(`refuses ${what}`, async () => {
      expect(await ask('/token', host)).to.equal(400);
    });
  }
});
