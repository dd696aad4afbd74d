import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { z } from 'zod';
import { post } from '../shop/answer.ts';
import { exchangeForm, openShop, type Shop } from '../shop/shop.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';
const STEPS = ['read request', 'verify subject', 'decide', 'reserve', 'mint', 'record'];

describe('traces', () => {
  const received: { readonly path: string; readonly body: Buffer }[] = [];
  const collector = createServer(async (request, response) => {
    received.push({ path: request.url ?? '', body: await buffer(request) });
    response.setHeader('Content-Type', 'application/x-protobuf').end();
  });
  let shop: Shop;
  let token: string;
  let decision: string;

  before(async () => {
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
    const { port } = collector.address() as AddressInfo;
    shop = await openShop({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` } });
    token = await shop.subjectToken();
    const headers = { traceparent: `00-${TRACE}-${PARENT}-01` };
    const answer = await post(shop.gateway.issuer, exchangeForm(token), headers);
    decision = answer.token?.decision_id ?? '';
    // What is due is sent before the gateway ends.
    await shop.close();
  });
  after(() => new Promise((resolve) => collector.close(resolve)));

  const sent = (path: string) =>
    Buffer.concat(received.filter((each) => each.path === path).map(({ body }) => body));

  it('go on with the trace of the caller', () => {
    const spans = sent('/v1/traces');
    expect(spans.includes(Buffer.from(TRACE, 'hex'))).to.equal(true);
    expect(spans.includes(Buffer.from(PARENT, 'hex'))).to.equal(true);
  });

  it('have a span for the request and for each step, and name the decision', () => {
    const spans = sent('/v1/traces').toString('latin1');
    for (const name of ['POST /token', ...STEPS, decision, 'shop-deploy']) expect(spans).to.include(name);
  });

  it('hold nothing of the token', () => {
    const spans = sent('/v1/traces').toString('latin1');
    const [, claims = '', signature = ''] = token.split('.');
    const { sub, jti } = z
      .object({ sub: z.string(), jti: z.string() })
      .parse(JSON.parse(Buffer.from(claims, 'base64url').toString()));
    for (const secret of [claims, signature, sub, jti]) expect(spans).not.to.include(secret);
  });

  it('are named by the log, beside the decision', async () => {
    const line = await shop.gateway.log.find(
      z.object({ msg: z.literal('exchange allowed'), decision: z.string(), trace_id: z.string() }),
    );
    expect(line).to.deep.include({ decision, trace_id: TRACE });
  });

  it('are not the only thing sent: measurements are too', () => {
    expect(sent('/v1/metrics').toString('latin1')).to.include('cambio.exchanges');
  });
});
