import type { JsonObject } from '@cambio/oauth';
import { expect } from 'chai';
import { decide, loadTrust, reloadTrust, type TrustInForce } from '../src/index.ts';
import { ask, changed, DEPLOYER, GATEWAY, GITHUB, job, mapping, SHOP } from './acme.ts';

const file = (path: string, ...documents: readonly JsonObject[]) => ({
  path,
  text: documents.map((document) => JSON.stringify(document)).join('\n---\n'),
});

function inForce(...sources: Parameters<typeof loadTrust>[0]): TrustInForce {
  const loaded = loadTrust(sources, GATEWAY);
  const { trust } = loaded;
  if (trust === undefined)
    throw new Error(`the fixture does not load: ${JSON.stringify(loaded.diagnostics[0])}`);
  return { ...loaded, trust };
}

const BEFORE = inForce(file('base.yaml', GITHUB, DEPLOYER), file('shop.yaml', SHOP));

const errorsOf = ({ diagnostics }: ReturnType<typeof reloadTrust>) =>
  diagnostics.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);

describe('loadTrust', () => {
  it('reads documents from many files', () => {
    expect(
      BEFORE.documents.map(({ document, file: path }) => `${path} ${document.kind}/${document.id}`),
    ).to.deep.equal([
      'base.yaml Issuer/github',
      'base.yaml Target/deployer',
      'shop.yaml Mapping/shop-deploy-prod',
    ]);
  });

  it('loads nothing, which denies everything', () => {
    const { trust } = inForce();
    expect(decide(trust, ask())).to.include({ outcome: 'deny' });
  });

  it('puts nothing in force when one file cannot be read', () => {
    const { trust, diagnostics } = loadTrust(
      [file('base.yaml', GITHUB, DEPLOYER, SHOP), { path: 'x.yaml', text: '{' }],
      GATEWAY,
    );
    expect([trust, diagnostics[0]?.position.file]).to.deep.equal([undefined, 'x.yaml']);
  });
});

describe('reloadTrust', () => {
  it('takes up a file that changed', () => {
    const { trust, documents } = reloadTrust(BEFORE, {
      changed: [file('shop.yaml', mapping({ match: { repository_id: '7' } }))],
      removed: [],
    });
    expect(
      trust === undefined ? '' : decide(trust, ask({}, { subject: job({ repository_id: '7' }) })),
    ).to.include({ outcome: 'allow' });
    expect(documents).to.have.length(3);
    expect(decide(BEFORE.trust, ask())).to.include({ outcome: 'allow' });
  });

  it('takes up a new file, and lets go of one that is gone', () => {
    const { trust } = reloadTrust(BEFORE, {
      changed: [file('other.yaml', mapping({ id: 'other' }))],
      removed: ['shop.yaml'],
    });
    expect([...(trust?.mappings.keys() ?? [])]).to.deep.equal(['other']);
  });

  it('lets a document move to another file', () => {
    const moved = reloadTrust(BEFORE, { changed: [file('moved.yaml', SHOP)], removed: ['shop.yaml'] });
    expect(moved.trust?.mappings.size).to.equal(1);
  });

  it('lets a document leave a file that stays', () => {
    const two = inForce(
      file('base.yaml', GITHUB, DEPLOYER),
      file('shop.yaml', SHOP, mapping({ id: 'other' })),
    );
    const { trust } = reloadTrust(two, { changed: [file('shop.yaml', SHOP)], removed: [] });
    expect([...(trust?.mappings.keys() ?? [])]).to.deep.equal(['shop-deploy-prod']);
  });

  it('refuses a document that another file has', () => {
    const twice = reloadTrust(BEFORE, { changed: [file('copy.yaml', SHOP)], removed: [] });
    expect([twice.trust, errorsOf(twice)]).to.deep.equal([undefined, ['duplicate-id']]);
  });

  it('refuses what cannot be read or compiled, and leaves the trust before in force', () => {
    const unreadable = reloadTrust(BEFORE, { changed: [{ path: 'shop.yaml', text: '{' }], removed: [] });
    expect([unreadable.trust, errorsOf(unreadable)]).to.deep.equal([undefined, ['syntax']]);
    const gone = reloadTrust(BEFORE, { changed: [], removed: ['base.yaml'] });
    expect([gone.trust, errorsOf(gone)]).to.deep.equal([undefined, ['unknown-issuer', 'unknown-target']]);
    expect(decide(BEFORE.trust, ask())).to.include({ outcome: 'allow' });
  });

  it('goes on from what it made', () => {
    const first = reloadTrust(BEFORE, { changed: [file('a.yaml', mapping({ id: 'a' }))], removed: [] });
    if (first.trust === undefined) throw new Error('the change has an error');
    const second = reloadTrust(
      { ...first, trust: first.trust },
      {
        changed: [file('base.yaml', GITHUB, changed(DEPLOYER, { token: { binding: 'dpop' } }))],
        removed: ['a.yaml'],
      },
    );
    expect([...(second.trust?.mappings.keys() ?? [])]).to.deep.equal(['shop-deploy-prod']);
    expect(second.trust === undefined ? '' : decide(second.trust, ask())).to.include({
      reason: 'binding_required',
    });
  });
});
