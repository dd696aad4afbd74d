import type { JsonObject } from '@cambio/oauth';
import { expect } from 'chai';
import fc from 'fast-check';
import { type CompiledTrust, decide, type LocatedDocument, parseSource, recompile } from '../../src/index.ts';
import {
  ask,
  changed,
  DEPLOYER,
  errorsOf,
  GITHUB,
  load,
  mapping,
  PACKAGES,
  PARTNER,
  SHOP,
  trust,
} from '../acme.ts';
import { inputs, mappings, trusting, located as written } from '../random-trust.ts';

function located(...documents: readonly JsonObject[]): readonly LocatedDocument[] {
  return documents.flatMap(
    (document) => parseSource({ path: 'changed.json', text: JSON.stringify(document) }).documents,
  );
}

function after(before: CompiledTrust, put: readonly JsonObject[], remove: readonly string[] = []) {
  return recompile(before, {
    put: located(...put),
    remove: remove.map((id) => ({ kind: 'Mapping' as const, id })),
  });
}

describe('compileTrust', () => {
  it('lists what is in force by id, what is built in among it', () => {
    const { issuers, targets, mappings: all } = trust(SHOP);
    expect([...issuers.keys()]).to.include.members(['github', 'partner', 'self']);
    expect([...targets.keys()]).to.deep.equal(['admin', 'deployer', 'packages']);
    expect([...all.keys()]).to.deep.equal(['shop-deploy-prod']);
  });

  const refused: Readonly<
    Record<string, readonly [documents: readonly JsonObject[], rule: string, message: string]>
  > = {
    'an id that comes twice': [[SHOP, SHOP], 'duplicate-id', 'Mapping/shop-deploy-prod is written twice'],
    'an unknown issuer': [[mapping({ issuer: 'gitub' })], 'unknown-issuer', 'there is no issuer "gitub"'],
    'an unknown target': [
      [mapping({ target: 'deploier' })],
      'unknown-target',
      'there is no target "deploier"',
    ],
    'an unknown scope': [
      [mapping({ grant: { scopes: ['deploy:raed'] } })],
      'unknown-scope',
      'target deployer has no scope "deploy:raed"',
    ],
    'an unknown issuer of an actor': [
      [mapping({ delegation: { actors: [{ issuer: 'partnr', match: { sub: 'a' } }] } })],
      'unknown-issuer',
      'there is no issuer "partnr"',
    ],
    'an unknown claim of an actor': [
      [mapping({ delegation: { actors: [{ issuer: 'github', match: { repositry_id: 'a' } }] } })],
      'unknown-claim',
      'GitHub Actions tokens have no claim "repositry_id"',
    ],
    'a condition that cannot be': [
      [mapping({ when: 'claims.run_attempt == 1' })],
      'condition',
      'when compares a string with a int, which are never equal',
    ],
    'a reserved claim': [
      [mapping({ grant: { scopes: ['deploy:read'], claims: { scope: 'deploy:admin' } } })],
      'reserved-claim',
      '"scope" is set by the gateway alone',
    ],
    'a template that cannot be': [
      [mapping({ grant: { scopes: ['deploy:read'], subject: 'repo/{repositry_id}' } })],
      'template',
      'subject GitHub Actions tokens have no claim "repositry_id"',
    ],
    'a template of a claim that cannot be': [
      [mapping({ grant: { scopes: ['deploy:read'], claims: { a: '{ref' } } })],
      'template',
      'claims.a has a brace that is not part of a {claim}',
    ],
    'two targets with one audience': [
      [changed(PACKAGES, { id: 'other' })],
      'duplicate-name',
      '"https://packages.acme.example" already names target packages',
    ],
    'a target called by the id of another': [
      [changed(PACKAGES, { id: 'other', audience: 'deployer' })],
      'duplicate-name',
      '"deployer" already names target deployer',
    ],
    'a resource of another target': [
      [changed(PACKAGES, { id: 'other', audience: 'x', resources: ['https://deploy.acme.example/v2'] })],
      'duplicate-name',
      '"https://deploy.acme.example/v2" already names target deployer',
    ],
  };
  for (const [what, [documents, rule, message]] of Object.entries(refused)) {
    it(`refuses ${what}`, () => {
      expect(errorsOf(...documents).map((each) => `${each.rule}: ${each.message}`)).to.include(
        `${rule}: ${message}`,
      );
    });
  }

  it('says what was probably meant', () => {
    const [diagnostic] = errorsOf(mapping({ grant: { scopes: ['deploy:raed'] } }));
    expect(diagnostic).to.include({
      hint: 'did you mean "deploy:read"?',
      document: 'Mapping/shop-deploy-prod',
    });
  });

  it('points at the member', () => {
    const [diagnostic] = errorsOf(mapping({ grant: { scopes: ['deploy:read', 'x'] } }));
    const text = JSON.stringify(mapping({ grant: { scopes: ['deploy:read', 'x'] } }));
    expect(diagnostic?.position).to.deep.equal({ file: '4.json', line: 1, column: text.indexOf('"x"') + 1 });
  });

  it('says nothing of references to a document that could not be read', () => {
    const rules = load(GITHUB, changed(DEPLOYER, { audience: 7 }), SHOP).diagnostics.map(({ rule }) => rule);
    expect(rules).to.deep.equal(['schema']);
    const unknownProvider = load(changed(GITHUB, { provider: 'github' }), DEPLOYER, SHOP).diagnostics;
    expect(unknownProvider.map(({ rule }) => rule)).to.deep.equal(['unknown-provider']);
  });

  it('puts no document in force beside one with an error', () => {
    expect(load(GITHUB, DEPLOYER, SHOP, mapping({ id: 'other', target: 'none' })).trust).to.equal(undefined);
  });
});

describe('recompile', () => {
  const before = trust(SHOP);

  it('leaves the trust before as it is', () => {
    const { trust: now } = after(before, [mapping({ match: { repository_id: '7' } })]);
    expect(decide(before, ask())).to.include({ outcome: 'allow' });
    expect(now === undefined ? undefined : decide(now, ask())).to.include({ reason: 'claim_mismatch' });
  });

  it('shares what did not change', () => {
    const other = trust(SHOP, mapping({ id: 'other' }));
    const { trust: now } = after(other, [mapping({ id: 'other', owner: 'somebody@acme.example' })]);
    expect(now?.mappings.get('shop-deploy-prod')).to.equal(other.mappings.get('shop-deploy-prod'));
    expect(now?.targets).to.equal(other.targets);
    expect(now?.issuers).to.equal(other.issuers);
  });

  it('removes', () => {
    const { trust: now } = after(before, [], ['shop-deploy-prod']);
    expect(now?.mappings.size).to.equal(0);
    expect(now === undefined ? undefined : decide(now, ask())).to.include({ reason: 'no_mapping' });
  });

  it('compiles the mappings on a target that changed', () => {
    const { scopes } = DEPLOYER;
    const shorter = changed(DEPLOYER, { scopes, token: { maxLifetime: '1m' } });
    const { trust: now } = after(before, [shorter]);
    expect(now === undefined ? undefined : decide(now, ask())).to.include({ lifetime: 60 });
    const { trust: none, diagnostics } = after(before, [changed(DEPLOYER, { scopes: { other: 'Another' } })]);
    expect(none).to.equal(undefined);
    expect(diagnostics.map(({ rule, document }) => `${rule} ${document}`)).to.deep.equal([
      'unknown-scope Mapping/shop-deploy-prod',
      'unknown-scope Mapping/shop-deploy-prod',
    ]);
  });

  it('compiles the mappings on an issuer that changed', () => {
    const { trust: now } = after(before, [changed(GITHUB, { require: 'claims.actor == "nobody"' })]);
    expect(now === undefined ? undefined : decide(now, ask())).to.include({ reason: 'issuer_condition' });
  });

  it('compiles the mappings whose actors’ issuer is gone', () => {
    const delegated = trust(
      mapping({ delegation: { actors: [{ issuer: 'partner', match: { sub: 'a' } }] } }),
    );
    const { diagnostics } = recompile(delegated, { put: [], remove: [{ kind: 'Issuer', id: 'partner' }] });
    expect(diagnostics.map(({ rule }) => rule)).to.deep.equal(['unknown-issuer']);
  });

  it('refuses to leave a mapping without its target', () => {
    const { trust: now, diagnostics } = recompile(before, {
      put: [],
      remove: [{ kind: 'Target', id: 'deployer' }],
    });
    expect([now, diagnostics[0]?.rule]).to.deep.equal([undefined, 'unknown-target']);
  });

  it('keeps the built-in issuer, and lets it accept tokens for a new target', () => {
    const queue = changed(PACKAGES, { id: 'queue', audience: 'https://queue.acme.example' });
    const { trust: now } = recompile(before, {
      put: located(queue),
      remove: [{ kind: 'Issuer', id: 'self' }],
    });
    expect(now?.issuers.get('self')?.audiences).to.include('https://queue.acme.example');
  });

  it('refuses names that a change makes ambiguous', () => {
    const { diagnostics } = after(before, [changed(PARTNER, { id: 'twin' })]);
    expect(diagnostics.map(({ rule }) => rule)).to.deep.equal(['duplicate-url']);
  });

  it('comes to what compiling everything afresh comes to', () => {
    const worlds = fc.tuple(
      mappings({ maxLength: 20 }),
      mappings({ maxLength: 20 }),
      fc.array(inputs, { maxLength: 6 }),
    );
    fc.assert(
      fc.property(worlds, ([first, second, requests]) => {
        const old = trusting(first);
        const gone = first.slice(second.length).map(({ id }) => String(id));
        const put = second.map(written);
        const remove = gone.map((id) => ({ kind: 'Mapping' as const, id }));
        const { trust: changedTrust } = recompile(old, { put, remove });
        const fresh = trusting(second);
        if (changedTrust === undefined) throw new Error('the change has an error');
        expect([...changedTrust.mappings.keys()].sort()).to.deep.equal([...fresh.mappings.keys()].sort());
        for (const input of requests) expect(decide(changedTrust, input)).to.deep.equal(decide(fresh, input));
      }),
      { numRuns: 80 },
    );
  });
});
