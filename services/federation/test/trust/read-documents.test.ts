import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect } from 'chai';
import { readSettledDocuments, readTrustDocuments } from '../../src/trust/read-documents.ts';

describe('readTrustDocuments', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cambio-trust-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const names = async (path = folder) =>
    (await readTrustDocuments(path)).map((file) => relative(folder, file.path));

  it('finds YAML and JSON at any depth, in the order of their paths', async () => {
    await mkdir(join(folder, 'teams'));
    for (const name of ['b.yaml', 'a.yml', 'teams/shop.json', 'README.md'])
      await writeFile(join(folder, name), '{}');
    expect(await names()).to.deep.equal(['a.yml', 'b.yaml', 'teams/shop.json']);
  });

  it('reads a single file', async () => {
    await writeFile(join(folder, 'a.yaml'), 'kind: Issuer');
    expect(await readTrustDocuments(join(folder, 'a.yaml'))).to.deep.equal([
      { path: join(folder, 'a.yaml'), text: 'kind: Issuer' },
    ]);
  });

  it('reads a mounted ConfigMap once, through the links Kubernetes swaps', async () => {
    await mkdir(join(folder, '..2026_11_01'));
    await writeFile(join(folder, '..2026_11_01', 'trust.yaml'), 'kind: Issuer');
    await symlink('..2026_11_01', join(folder, '..data'));
    await symlink('..data/trust.yaml', join(folder, 'trust.yaml'));
    expect(await names()).to.deep.equal(['trust.yaml']);
  });

  const file = (path: string, text: string) => ({ path, text });
  const old = [file('a', 'old'), file('b', 'old')];
  const young = [file('a', 'young'), file('b', 'young')];
  const mixed = [file('a', 'old'), file('b', 'young')];
  const fewer = [file('b', 'young')];
  const SWAPPED = [
    ['before the first file', [young, young]],
    ['between two files', [mixed, young, young]],
    ['between two readings', [old, young, young]],
    ['while it is read again', [old, mixed, young, young]],
    ['with a file less', [old, fewer, fewer]],
  ] as const;
  for (const [when, readings] of SWAPPED) {
    it(`has all of one version where another is swapped in ${when}`, async () => {
      let read = 0;
      const settled = await readSettledDocuments(folder, async () => readings[read++] ?? []);
      expect(settled).to.deep.equal(readings.at(-1));
      expect(read).to.equal(readings.length);
    });
  }

  it('rejects what is not there', async () => {
    const failed = await readTrustDocuments(join(folder, 'nowhere')).catch((error: unknown) => error);
    expect(failed).to.have.property('code', 'ENOENT');
  });
});
