import { Client, credentials, Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { expect } from 'chai';
import { startWorkloadApi, type WorkloadApi } from '../src/workload-api.ts';

/** What an empty request is answered with, byte by byte, or its error. */
async function call(endpoint: string, metadata: Metadata): Promise<Buffer | ServiceError> {
  const client = new Client(endpoint.replace('tcp://', ''), credentials.createInsecure());
  const same = (bytes: Buffer) => bytes;
  try {
    return await new Promise((resolve) => {
      const method = '/SpiffeWorkloadAPI/FetchJWTSVID';
      client.makeUnaryRequest(method, same, same, Buffer.alloc(0), metadata, (error, answer) =>
        resolve(error ?? answer ?? Buffer.alloc(0)),
      );
    });
  } finally {
    client.close();
  }
}

const marked = new Metadata();
marked.set('workload.spiffe.io', 'true');

describe('startWorkloadApi', () => {
  let agent: WorkloadApi;

  afterEach(() => agent.close());

  const cases = [
    ['refuses whoever does not send the header', new Metadata(), ['x'], status.INVALID_ARGUMENT],
    ['refuses whoever has no identity', marked, [], status.PERMISSION_DENIED],
  ] as const;
  for (const [name, metadata, svids, code] of cases) {
    it(name, async () => {
      agent = await startWorkloadApi({ address: '127.0.0.1:0', svids: async () => svids });
      expect(await call(agent.endpoint, metadata)).to.have.property('code', code);
    });
  }

  it('answers with the message of the published API', async () => {
    agent = await startWorkloadApi({ address: '127.0.0.1:0', svids: async () => ['svid'] });
    const answer = await call(agent.endpoint, marked);
    // Each field by its number and type, then its length.
    const svid = '\x0a\x1espiffe://acme.example/workload\x12\x04svid\x1a\x08internal';
    expect(answer).to.deep.equal(Buffer.from(`\x0a\x30${svid}`));
  });
});
