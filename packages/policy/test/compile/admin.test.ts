import type { JsonObject } from '@cambio/oauth';
import { expect } from 'chai';
import { decide, diffTrust, recompile } from '../../src/index.ts';
import { ask, changed, DEPLOYER, GATEWAY, GITHUB, load, mapping, NOW, trustOf } from '../acme.ts';

const ADMIN = 'https://sts.acme.example/admin';

const AUDITOR = mapping({ id: 'auditor', target: 'admin', grant: { scopes: ['decisions:read'] } });

const rulesOf = (...documents: readonly JsonObject[]) =>
  load(...documents).diagnostics.flatMap(({ severity, rule }) => (severity === 'error' ? [rule] : []));

describe('the built-in target, the admin API', () => {
  it('grants what a mapping on it grants, by its id or its audience', () => {
    const trust = trustOf(load(GITHUB, AUDITOR));
    for (const name of [{ audience: 'admin' }, { audience: ADMIN }, { resource: ADMIN }]) {
      expect(decide(trust, { ...ask(), request: { ...name, binding: 'none' } })).to.deep.include({
        outcome: 'allow',
        audience: ADMIN,
        scopes: ['decisions:read'],
        lifetime: GATEWAY.lifetime,
      });
    }
  });

  it('grants nobody anything without one', () => {
    expect(decide(trustOf(load(GITHUB)), ask({ audience: 'admin' }))).to.include({
      outcome: 'deny',
      reason: 'no_mapping',
    });
  });

  it('has no scope but those that something obeys, and takes no further claims', () => {
    expect(rulesOf(GITHUB, mapping({ target: 'admin', grant: { scopes: ['keys:steal'] } }))).to.deep.equal([
      'unknown-scope',
    ]);
    const grant = { scopes: ['trust:read'], claims: { role: 'root' } };
    expect(rulesOf(GITHUB, mapping({ target: 'admin', grant }))).to.have.length(1);
  });

  for (const [what, changes, rule] of [
    ['id', { id: 'admin' }, 'reserved-id'],
    ['audience', { audience: ADMIN }, 'duplicate-name'],
    ['audience, as a resource,', { resources: [ADMIN] }, 'duplicate-name'],
  ] as const) {
    it(`leaves its ${what} to no document`, () => {
      expect(new Set(rulesOf(changed(DEPLOYER, changes)))).to.deep.equal(new Set([rule]));
    });
  }

  it('stays when documents go, also one that would have its id', () => {
    const before = trustOf(load(GITHUB, AUDITOR, DEPLOYER));
    const remove = ['admin', 'deployer'].map((id) => ({ kind: 'Target' as const, id }));
    const { trust } = recompile(before, { put: [], remove });
    expect([...(trust?.targets.keys() ?? [])]).to.deep.equal(['admin']);
  });

  it('is no change of documents, whatever the gateway is called', () => {
    const [before, after] = [trustOf(load(GITHUB)), trustOf(load(GITHUB, AUDITOR))];
    expect(diffTrust(before, after, { now: NOW }).documents.map(({ id }) => id)).to.deep.equal(['auditor']);
  });
});
