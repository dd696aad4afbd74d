import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWorkloadApi, type WorkloadApi } from '@cambio/testkit/workload-api';
import { expect } from 'chai';
import { fetchJwtSvid } from '../../src/node/workload-api.ts';

const AUDIENCE = 'https://tokens.example';

describe('fetchJwtSvid', () => {
  let folder: string;
  let agent: WorkloadApi | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cambio-agent-'));
  });
  afterEach(async () => {
    agent?.close();
    await rm(folder, { recursive: true });
  });

  for (const kind of ['a Unix socket', 'TCP']) {
    it(`gets an SVID for the audience over ${kind}`, async () => {
      const asked: (readonly string[])[] = [];
      agent = await startWorkloadApi({
        address: kind === 'TCP' ? '127.0.0.1:0' : `unix://${folder}/agent.sock`,
        svids: async (audience) => {
          asked.push(audience);
          return ['default.svid.x', 'other.svid.x'];
        },
      });
      expect(await fetchJwtSvid(agent.endpoint, AUDIENCE)).to.equal('default.svid.x');
      expect(asked).to.deep.equal([[AUDIENCE]]);
    });
  }

  it('gets long SVIDs and odd audiences whole', async () => {
    const svid = 'x'.repeat(20_000);
    agent = await startWorkloadApi({
      address: `unix://${folder}/agent.sock`,
      svids: async ([audience]) => [`${audience}${svid}`],
    });
    expect(await fetchJwtSvid(agent.endpoint, 'ö€𝄞')).to.equal(`ö€𝄞${svid}`);
  });

  it('rejects where the workload has no identity', async () => {
    agent = await startWorkloadApi({ address: `unix://${folder}/agent.sock`, svids: async () => [] });
    const thrown = await fetchJwtSvid(agent.endpoint, AUDIENCE).catch((error: unknown) => error);
    expect(thrown).to.have.property('message', 'the Workload API gave no JWT-SVID');
  });

  it('rejects where there is no agent', async () => {
    agent = undefined;
    const thrown = await fetchJwtSvid(`unix://${folder}/none.sock`, AUDIENCE).catch(
      (error: unknown) => error,
    );
    expect(thrown).to.be.instanceOf(Error);
  });
});
