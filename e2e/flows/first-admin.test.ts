import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { createUpstream, type Upstream } from '../conformance/upstream.ts';
import { startCambio } from '../gateway/cambio.ts';
import type { Finished } from '../gateway/programs.ts';
import { type Gateway, startGateway } from '../gateway/start-gateway.ts';

/** Settings that let the pipeline in, and nobody else. */
function settingsFor({ document }: Upstream): string {
  return `admin:
  issuers:
    - ${document.replace('---\n', '').trim()}
  mappings:
    - id: pipeline
      owner: platform@acme.example
      purpose: Apply the trust documents
      issuer: pipeline
      match: { sub: main }
      grant: { scopes: ["trust:read", "trust:write", "decisions:read"], binding: dpop }
`;
}

const DOCUMENTS = `kind: Target
id: api
audience: https://api.acme.example
scopes: { read: Read }
owner: platform@acme.example
---
kind: Mapping
id: pipeline-api
owner: platform@acme.example
purpose: The pipeline reads
issuer: pipeline
target: api
match: { sub: main }
grant: { scopes: [read] }
`;

describe('the first admin', () => {
  let pipeline: Upstream;
  let gateway: Gateway;
  let folder: string;
  before(async () => {
    pipeline = await createUpstream('pipeline', { sub: 'main' });
    gateway = await startGateway({ files: { 'cambio.yaml': settingsFor(pipeline) } });
    folder = await mkdtemp(join(tmpdir(), 'cambio-first-'));
  });
  after(async () => {
    await gateway.stop();
    await rm(folder, { recursive: true });
  });

  async function cambio(...args: readonly string[]): Promise<Finished> {
    const env = { CAMBIO_GATEWAY: gateway.issuer, CAMBIO_SUBJECT_TOKEN: await pipeline.issue() };
    return startCambio(args, { env, folder }).finished;
  }

  it('applies the first documents to an empty ledger, and is still there without a document of its own', async () => {
    await writeFile(join(folder, 'api.yaml'), DOCUMENTS);
    const applied = await cambio('trust', 'apply', '.', '--reason', 'The first documents');
    expect(applied.stderr).to.equal('');
    expect(applied.stdout).to.contain('✓ r1 is in force, 2 documents changed in effect');
    expect((await cambio('exchange', '--audience', 'api')).code).to.equal(0);

    const pulled = join(folder, 'pulled');
    expect((await cambio('trust', 'pull', pulled)).stdout).to.equal('✓ 1 file of r1\n');
    expect(await readdir(pulled)).to.deep.equal(['api.yaml']);
    expect(await readFile(join(pulled, 'api.yaml'), 'utf8')).to.equal(DOCUMENTS);
  });

  it('cannot be replaced by documents, whatever their file is called, and is named in decisions', async () => {
    const mine =
      'kind: Mapping\nid: pipeline\nowner: a@acme.example\npurpose: Mine\nissuer: pipeline\ntarget: api\n';
    await writeFile(join(folder, 'cambio.yaml'), `${mine}match: { sub: x }\ngrant: { scopes: [read] }\n`);
    await writeFile(join(folder, 'api.yaml'), DOCUMENTS);
    const twice = await cambio('trust', 'apply', 'api.yaml', 'cambio.yaml', '--reason', 'Take it over');
    expect(twice.code).to.equal(1);
    expect(twice.stderr).to.contain('Mapping/pipeline is written twice');
    const decisions = await cambio('decisions', '--target', 'admin', '--limit', '1');
    expect(decisions.stdout).to.contain('pipeline');
  });
});
