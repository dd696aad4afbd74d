import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { followDirectory } from '../../src/jobs/follow-directory.ts';
import type { Poll } from '../../src/jobs/poll.ts';
import { type ActiveTrust, createActiveTrust } from '../../src/trust/active-trust.ts';
import { readTrustDocuments } from '../../src/trust/read-documents.ts';
import { recordingLog } from '../quiet-log.ts';
import { GATEWAY, SHOP } from '../trust/shop.ts';

const RENAMED = SHOP.replace('id: shop', 'id: shop-renamed');
const BROKEN = SHOP.replace('kind: Target', 'kind: Traget');

describe('following a folder of trust documents', () => {
  let folder: string;
  let trust: ActiveTrust;
  let follower: Poll;
  let lines: Record<string, unknown>[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cambio-follow-'));
    await release('v1', SHOP);
    await symlink('..v1', join(folder, '..data'));
    await symlink('..data/trust.yaml', join(folder, 'trust.yaml'));
    trust = createActiveTrust(GATEWAY, () => undefined);
    trust.change(await readTrustDocuments(folder));
    const recording = recordingLog();
    lines = recording.lines;
    follower = followDirectory(folder, trust, recording.log);
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Puts a version beside the others, as Kubernetes does before it swaps the link. */
  async function release(version: string, text: string): Promise<void> {
    await mkdir(join(folder, `..${version}`));
    await writeFile(join(folder, `..${version}`, 'trust.yaml'), text);
  }
  async function swapTo(version: string): Promise<void> {
    await symlink(`..${version}`, join(folder, '..next'));
    await rename(join(folder, '..next'), join(folder, '..data'));
  }
  const mappings = () => [...trust.current().trust.mappings.keys()];

  it('does nothing while nothing changes', async () => {
    await follower.look();
    expect(lines).to.be.empty;
  });

  it('takes over a swapped link', async () => {
    await release('v2', RENAMED);
    await swapTo('v2');
    await follower.look();
    expect(mappings()).to.deep.equal(['shop-renamed']);
  });

  it('keeps the last good revision through a bad change, says so once, and goes on when it is mended', async () => {
    await release('v2', BROKEN);
    await swapTo('v2');
    await follower.look();
    await follower.look();
    expect(mappings()).to.deep.equal(['shop']);
    expect(lines.map(({ msg }) => msg)).to.deep.equal(['trust change refused']);
    await release('v3', RENAMED);
    await swapTo('v3');
    await follower.look();
    expect(mappings()).to.deep.equal(['shop-renamed']);
    expect(trust.problem()).to.equal(undefined);
  });

  it('keeps the last good revision when the folder is gone', async () => {
    await rename(folder, `${folder}-away`);
    await follower.look();
    expect(mappings()).to.deep.equal(['shop']);
    await rename(`${folder}-away`, folder);
  });
});
