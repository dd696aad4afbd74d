import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { z } from 'zod';
import { post } from '../shop/answer.ts';
import { exchangeForm, openShop, type Shop } from '../shop/shop.ts';
import { readSpans } from './spans.ts';

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

  const sent = (path: string) => received.filter((each) => each.path === path).map(({ body }) => body);
  const spans = () => sent('/v1/traces').flatMap(readSpans);
  const spanOf = (name: string) => spans().filter((span) => span.name === name);

  it('go on with the trace of the caller, in one span for the request', () => {
    expect(new Set(spans().map(({ trace }) => trace))).to.deep.equal(new Set([TRACE]));
    expect(spanOf('POST /token').map(({ parent }) => parent)).to.deep.equal([PARENT]);
  });

  it('have a span below it for each step, and below that one for each answer of a store', () => {
    const [request] = spanOf('POST /token');
    for (const name of STEPS)
      expect(
        spanOf(name).map(({ parent }) => parent),
        name,
      ).to.deep.equal([request?.id]);
    for (const [name, step] of [
      ['marks reserve', 'reserve'],
      ['ledger record', 'record'],
    ] as const)
      expect(
        spanOf(name).map(({ parent }) => parent),
        name,
      ).to.deep.equal(spanOf(step).map(({ id }) => id));
  });

  it('name the decision, the issuer and the mapping', () => {
    const told = Object.assign({}, ...spans().map(({ attributes }) => attributes));
    expect(told).to.include({
      'cambio.decision.id': decision,
      'cambio.issuer': 'github',
      'cambio.mapping': 'shop-deploy',
      'cambio.outcome': 'allowed',
    });
  });

  it('hold nothing of the token', () => {
    const bytes = Buffer.concat(sent('/v1/traces')).toString('latin1');
    const [, claims = '', signature = ''] = token.split('.');
    const said = z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(Buffer.from(claims, 'base64url').toString()));
    const values = Object.values(said).filter((value) => typeof value === 'string' && value.length > 5);
    expect(values.length).to.be.at.least(8);
    for (const secret of [claims, signature, ...values]) expect(bytes).not.to.include(secret);
  });

  it('are named by the log, beside the decision', async () => {
    const line = await shop.gateway.log.find(
      z.object({ msg: z.literal('exchange allowed'), decision: z.string(), trace_id: z.string() }),
    );
    expect(line).to.deep.include({ decision, trace_id: TRACE });
  });

  it('are not the only thing sent: measurements are too', () => {
    expect(Buffer.concat(sent('/v1/metrics')).toString('latin1')).to.include('cambio.exchanges');
  });
});
