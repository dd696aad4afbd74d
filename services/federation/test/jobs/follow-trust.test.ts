import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ledger, openLedger } from '@cambio/ledger';
import { type MarksStore, openMarks } from '@cambio/marks';
import { err, type Result } from '@cambio/oauth';
import { expect } from 'chai';
import { announceChanges } from '../../src/announce-changes.ts';
import { followHints } from '../../src/jobs/follow-hints.ts';
import { followTrust } from '../../src/jobs/follow-trust.ts';
import type { Poll } from '../../src/jobs/poll.ts';
import { type ActiveTrust, createActiveTrust } from '../../src/trust/active-trust.ts';
import { recordingLog } from '../quiet-log.ts';
import { GATEWAY, SHOP } from '../trust/shop.ts';

const RENAMED = SHOP.replace('id: shop', 'id: shop-renamed');
const BROKEN = SHOP.replace('kind: Target', 'kind: Traget');

describe('following the trust in the ledger', () => {
  let folder: string;
  let store: Ledger;
  let ledger: Ledger;
  let marks: MarksStore;
  let trust: ActiveTrust;
  let follower: Poll;
  let lines: Record<string, unknown>[];
  let log: ReturnType<typeof recordingLog>['log'];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cambio-follow-'));
    const url = `sqlite:${join(folder, 'cambio.db')}`;
    const now = () => 1_800_000_000_000;
    store = opened(await openLedger({ url, now }));
    marks = opened(await openMarks({ url, now }));
    ledger = announceChanges(store, marks);
    trust = createActiveTrust(GATEWAY, () => undefined);
    ({ lines, log } = recordingLog());
    follower = followTrust(ledger.trust, trust, log);
  });
  afterEach(async () => {
    follower.stop();
    await marks.close();
    await store.close();
    await rm(folder, { recursive: true });
  });

  async function append(text: string, expected: string | undefined): Promise<void> {
    const sources = [{ path: 'trust.yaml', text }];
    opened(await ledger.trust.append({ sources, author: 'test', reason: 'test', expected }));
  }
  const said = (text: string) => lines.filter(({ msg }) => msg === text);
  const mappings = () => [...trust.current().trust.mappings.keys()];

  it('does nothing while there is none', async () => {
    await follower.look();
    expect(lines).to.be.empty;
    expect(trust.current().revision).to.equal('none');
  });

  it('takes over each new revision, and says so once', async () => {
    await append(SHOP, undefined);
    await follower.look();
    await follower.look();
    expect(trust.current().revision).to.equal('r1');
    await append(RENAMED, 'r1');
    await follower.look();
    expect(mappings()).to.deep.equal(['shop-renamed']);
    expect(said('trust changed').map(({ revision }) => revision)).to.deep.equal(['r1', 'r2']);
  });

  it('takes over the newest of several it has missed', async () => {
    await append(SHOP, undefined);
    await append(BROKEN, 'r1');
    await append(RENAMED, 'r2');
    await follower.look();
    expect(trust.current().revision).to.equal('r3');
    expect(trust.problem()).to.equal(undefined);
  });

  it('keeps the last good revision, and says once why', async () => {
    await append(SHOP, undefined);
    await follower.look();
    await append(BROKEN, 'r1');
    await follower.look();
    await follower.look();
    expect(mappings()).to.deep.equal(['shop']);
    expect(trust.problem()).to.match(/revision r1 stays in force/);
    expect(said('trust change refused')).to.have.length(1);
  });

  it('puts nothing older in the place of what is put in force while it looks', async () => {
    await append(SHOP, undefined);
    const slow = {
      list: ledger.trust.list,
      latest: async () => {
        const read = await ledger.trust.latest();
        await append(RENAMED, 'r1');
        trust.change([{ path: 'trust.yaml', text: RENAMED }], 'r2');
        return read;
      },
    };
    await followTrust(slow, trust, log).look();
    expect(trust.current().revision).to.equal('r2');
    expect(said('trust changed')).to.be.empty;
  });

  it('stays as it is while the ledger is away, says so once, and goes on', async () => {
    await append(SHOP, undefined);
    let away = true;
    const flaky = {
      list: async (page: { limit: number }) => (away ? err('unavailable' as const) : ledger.trust.list(page)),
      latest: ledger.trust.latest,
    };
    const following = followTrust(flaky, trust, log);
    await following.look();
    await following.look();
    expect(trust.current().revision).to.equal('none');
    away = false;
    await following.look();
    expect(trust.current().revision).to.equal('r1');
    expect(said('trust cannot be followed')).to.have.length(1);
  });

  it('looks at once when a change is announced', async () => {
    const changed = Promise.withResolvers<void>();
    trust = createActiveTrust(GATEWAY, () => changed.resolve());
    const silent: Poll = { ...followTrust(ledger.trust, trust, log), start: () => undefined };
    const hinted = followHints(silent, marks, 'trust');
    hinted.start();
    await append(SHOP, undefined);
    await changed.promise;
    expect(trust.current().revision).to.equal('r1');
    hinted.stop();
  });
});

function opened<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
