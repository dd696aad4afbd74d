import type { RequestListener } from 'node:http';
import { expect } from 'chai';
import { type DirectEndpoint, serveDirectly } from '../../src/http/direct.ts';
import { errorReply } from '../../src/http/reply.ts';
import { recordingLog } from '../quiet-log.ts';
import { NONCES, sendToHandler } from './serve-endpoint.ts';

const answering: DirectEndpoint = async () => ({ status: 200, body: { answered: 'directly' } });
const framework: RequestListener = (_request, response) => response.end('by the framework');

function ask(endpoint: DirectEndpoint, path: string, init: RequestInit, log = recordingLog().log) {
  const handler = serveDirectly(new Map([['/token', endpoint]]), NONCES, log, framework);
  return sendToHandler(handler, path, init);
}

describe('serveDirectly', () => {
  it('answers JSON that nobody keeps, and with the headers of every answer', async () => {
    const answer = await ask(answering, '/token?x=1', { method: 'POST' });
    expect(await answer.json()).to.deep.equal({ answered: 'directly' });
    expect(Object.fromEntries(answer.headers)).to.include({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      pragma: 'no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-length': '23',
    });
    expect(answer.headers.get('dpop-nonce')).to.equal(null);
  });

  for (const [what, endpoint, path, method] of [
    ['another path', answering, '/token/', 'POST'],
    ['another method', answering, '/token', 'GET'],
    ['what the endpoint does not answer', async () => undefined, '/token', 'POST'],
  ] as const) {
    it(`leaves ${what} to the framework`, async () => {
      const answer = await ask(endpoint, path, { method });
      expect(await answer.text()).to.equal('by the framework');
    });
  }

  it('offers whoever sends a proof a nonce for the next, also where it was refused', async () => {
    const refusing: DirectEndpoint = async () => errorReply('use_dpop_nonce', 'A nonce is needed.');
    const answer = await ask(refusing, '/token', { method: 'POST', headers: { dpop: 'proof' } });
    expect([answer.status, answer.headers.get('dpop-nonce')]).to.deep.equal([400, 'next']);
  });

  it('answers where no nonce can be made, too', async () => {
    const { log, lines } = recordingLog();
    const nonces = { ...NONCES, current: () => Promise.reject(new Error('private')) };
    const handler = serveDirectly(new Map([['/token', answering]]), nonces, log, framework);
    const answer = await sendToHandler(handler, '/token', { method: 'POST', headers: { dpop: 'proof' } });
    expect([answer.status, lines.length]).to.deep.equal([500, 1]);
  });

  it('logs a bug, and says nothing of it', async () => {
    const { log, lines } = recordingLog();
    const broken: DirectEndpoint = async () => {
      throw new Error('private');
    };
    const answer = await ask(broken, '/token?secret=1', { method: 'POST' }, log);
    expect(answer.status).to.equal(500);
    expect(await answer.json()).to.include({ error: 'server_error' });
    expect(lines).to.have.length(1);
    expect(lines[0]).to.include({ path: '/token', method: 'POST', msg: 'unexpected failure' });
  });
});
