import type { JsonObject } from '@cambio/oauth';
import { expect } from 'chai';
import { loadTrust, reloadTrust } from '../../src/index.ts';
import { GATEWAY } from '../acme.ts';
import { DEPLOY, DEPLOYER, GITHUB, MATCH } from '../rules/documents.ts';

function source(document: JsonObject) {
  return { path: `${document.id}.json`, text: JSON.stringify(document) };
}

/** Mappings that `no-tests` has something to say of. */
const [FIRST, SECOND] = ['first', 'second'].map((id, index) => ({
  ...DEPLOY,
  id,
  match: { ...MATCH, repository_id: `${index}` },
  tests: [],
}));
const SOURCES = [GITHUB, DEPLOYER, FIRST, SECOND].flatMap((each) =>
  each === undefined ? [] : [source(each)],
);

const named = ({ diagnostics }: ReturnType<typeof loadTrust>) =>
  diagnostics.map(({ rule, document }) => `${rule} ${document}`);

describe('lint', () => {
  it('advises on all documents when they are loaded', () => {
    expect(named(loadTrust(SOURCES, GATEWAY))).to.deep.equal([
      'no-tests Mapping/first',
      'no-tests Mapping/second',
    ]);
  });

  it('says nothing but the errors where there is one', () => {
    const loaded = loadTrust([...SOURCES, source({ ...DEPLOY, id: 'third', issuer: 'nobody' })], GATEWAY);
    expect(named(loaded)).to.deep.equal(['unknown-issuer Mapping/third']);
  });

  it('advises on what changed when documents are read again, beside those that did not', () => {
    const { trust, ...loaded } = loadTrust(SOURCES, GATEWAY);
    if (trust === undefined) throw new Error('the documents have errors');
    const copy = source({ ...DEPLOY, id: 'second', match: { ...MATCH, repository_id: '0' }, tests: [] });
    const again = reloadTrust({ trust, ...loaded }, { changed: [copy], removed: [] });
    expect(named(again)).to.deep.equal(['shadowed Mapping/second', 'no-tests Mapping/second']);
  });

  it('advises on the mappings of a target that changed', () => {
    const { trust, ...loaded } = loadTrust(SOURCES, GATEWAY);
    if (trust === undefined) throw new Error('the documents have errors');
    const scopes = { 'deploy:read': { description: 'x', sensitivity: 'high' }, 'deploy:write': 'x' };
    const again = reloadTrust(
      { trust, ...loaded },
      { changed: [source({ ...DEPLOYER, scopes })], removed: [] },
    );
    expect(named(again).filter((name) => name.startsWith('bearer'))).to.have.length(2);
  });
});
