import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { rolldown } from 'rolldown';
import { GRANTED, serveGateway } from './gateway.ts';
import { closeServers, serve } from './server.ts';

const SRC = join(import.meta.dirname, '../src');

/** What only Node has, taken away from the bundle. */
const WITHOUT_NODE = 'const [process, Buffer, global, require, setImmediate] = [];';

/** What a handler at the edge does. */
const handler = (gateway: string, service: string) => `
const { createDpopKey, createFetch, edgeIo, tokenProvider } = await import('./bundle.js');
const env = { CAMBIO_SUBJECT_TOKEN: 'subject.of.handler' };
const wait = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
const io = { ...edgeIo({ env, fetch }), now: () => Math.floor(Date.now() / 1000), wait, random: Math.random };
const dpop = await createDpopKey();
const provider = tokenProvider({ gateway: '${gateway}', audience: 'deployer', dpop }, io);
const response = await createFetch(provider, { origins: ['${service}'] }, io)('${service}/x', { method: 'POST', body: 'b' });
console.log(response.status, (await provider.revoke()).ok);
`;

describe('the main entry, at the edge', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cambio-edge-'));
  });
  after(() => rm(folder, { recursive: true }));
  afterEach(closeServers);

  it('bundles for any runtime, and runs there', async () => {
    const bundle = await rolldown({ input: join(SRC, 'index.ts'), platform: 'neutral' });
    const { output } = await bundle.write({
      file: join(folder, 'bundle.js'),
      format: 'esm',
      banner: WITHOUT_NODE,
    });
    await bundle.close();
    const chunks = output.filter((file) => file.type === 'chunk');
    expect(chunks.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports])).to.deep.equal(
      [],
    );
    const modules = chunks.flatMap(({ moduleIds }) => moduleIds);
    expect(modules.filter((id) => /^node:|grpc|@bufbuild|src.(node|wiring)/.test(id))).to.deep.equal([]);

    const gateway = await serveGateway({ replies: [{ body: { ...GRANTED, token_type: 'DPoP' } }] });
    const service = await serve(() => ({}));
    await writeFile(join(folder, 'handler.mjs'), handler(gateway.issuer, service.url));
    const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'handler.mjs')]);
    expect(stdout).to.equal('200 true\n');
    expect(gateway.asked()[0]?.form.subject_token).to.equal('subject.of.handler');
    expect(service.received[0]?.headers.authorization).to.equal('DPoP issued-canary');
  });
});
