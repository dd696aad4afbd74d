import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { expect } from 'chai';
import { traceRequests } from '../../src/tracing/trace-requests.ts';

describe('traceRequests', () => {
  /** The attributes of the span of one request. `statusCode` undefined: its caller goes away before there is an answer. */
  async function traced(statusCode: number | undefined) {
    const exporter = new InMemorySpanExporter();
    const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
    const ended = Promise.withResolvers<void>();
    const handler = traceRequests(
      provider.getTracer('test'),
      () => '/token',
      (_request, response) => {
        response.on('close', ended.resolve);
        if (statusCode === undefined) asking.destroy();
        else response.writeHead(statusCode).end();
      },
    );
    const server = createServer(handler).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const asking = request({
      host: '127.0.0.1',
      port,
      path: '/token?secret=1',
      method: 'POST',
      agent: false,
    }).end();
    asking.on('error', () => undefined).on('response', (response) => response.resume());
    await ended.promise;
    server.close();
    await provider.forceFlush();
    return exporter.getFinishedSpans().map(({ name, attributes }) => ({ name, ...attributes }));
  }

  const SPAN = { name: 'POST /token', 'http.request.method': 'POST', 'http.route': '/token' };

  it('says how a request was answered, and nothing of its query', async () => {
    expect(await traced(400)).to.deep.equal([{ ...SPAN, 'http.response.status_code': 400 }]);
  });

  it('claims no answer for who went away before it', async () => {
    expect(await traced(undefined)).to.deep.equal([SPAN]);
  });
});
