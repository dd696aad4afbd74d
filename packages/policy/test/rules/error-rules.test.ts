import type { JsonObject, JsonValue } from '@cambio/oauth';
import { expect } from 'chai';
import { changed, DEPLOYER, errorsOf, GITHUB, load, mapping, PARTNER } from '../acme.ts';

const rulesOf = (...documents: readonly JsonObject[]) => errorsOf(...documents).map(({ rule }) => rule);

/** The rules that a `match` breaks, beside a pin of the tenant. */
const matching = (match: Readonly<Record<string, JsonValue>>) =>
  rulesOf(mapping({ match: { repository_id: '123456', ...match } }));

/** The rules that a `match` on the partner's issuer breaks, which serves one tenant and sends any claim. */
const open = (
  match: Readonly<Record<string, JsonValue>>,
  changes: Readonly<Record<string, JsonValue | undefined>> = {},
) => rulesOf(mapping({ issuer: 'partner', match: { ...match }, ...changes }));

describe('unpinned-tenant', () => {
  const unpinned = { ref: 'refs/heads/main', repository: 'acme/shop' };

  for (const match of [
    unpinned,
    { ...unpinned, repository_id: { not: '1' } },
    { ...unpinned, repository_id: { prefix: '1' } },
    { ...unpinned, repository_id: { glob: '1*' } },
    { ...unpinned, repository_id: { regex: '1' } },
    { ...unpinned, repository_id: { exists: true } },
    { ...unpinned, actor_id: '7' },
  ]) {
    it(`fires on ${JSON.stringify(match)}`, () =>
      expect(rulesOf(mapping({ match }))).to.deep.equal(['unpinned-tenant']));
  }

  for (const match of [
    { repository_id: '1' },
    { repository_id: ['1', '2'] },
    { '/repository_owner_id': '1' },
    { enterprise_id: '1' },
  ]) {
    it(`is content with ${JSON.stringify(match)}`, () =>
      expect(rulesOf(mapping({ match }))).to.deep.equal([]));
  }

  const guardedBy = (guard: string, match: JsonObject = unpinned) =>
    load(changed(GITHUB, { require: guard }), DEPLOYER, mapping({ match }))
      .diagnostics.filter(({ severity }) => severity === 'error')
      .map(({ rule }) => rule);

  it('is content when the issuer pins the tenant itself', () => {
    expect(guardedBy('claims.repository_owner_id == "98765432"')).to.deep.equal([]);
    expect(guardedBy('claims.ref != "x" && claims.repository_owner_id in ["1", "2"]')).to.deep.equal([]);
  });

  for (const guard of [
    'claims.repository_owner_id == "1" || claims.ref == "x"',
    'claims.repository_owner_id != "1"',
    'claims.repository_owner == "acme"',
    'claims.repository_owner_id.startsWith("1")',
  ]) {
    it(`fires when the issuer requires ${guard}`, () =>
      expect(guardedBy(guard)).to.deep.equal(['unpinned-tenant']));
  }

  it('is content with an issuer of one tenant', () => expect(open({ team: 'shop' })).to.deep.equal([]));

  it('does not take a condition for a pin', () => {
    expect(rulesOf(mapping({ match: unpinned, when: 'claims.repository_id == "1"' }))).to.deep.equal([
      'unpinned-tenant',
    ]);
  });

  it('fires on an actor as well', () => {
    const actors = [{ issuer: 'github', match: { ref: 'refs/heads/main' } }];
    const [diagnostic] = errorsOf(mapping({ delegation: { actors } }));
    expect(diagnostic).to.include({ rule: 'unpinned-tenant' });
  });

  it('leaves deny mappings alone', () => {
    expect(rulesOf(mapping({ effect: 'deny', grant: undefined, match: unpinned }))).to.deep.equal([]);
  });

  it('says which claims name the tenant', () => {
    const [diagnostic] = errorsOf(mapping({ match: unpinned }));
    expect(diagnostic?.hint).to.equal(
      'match repository_id or repository_owner_id or enterprise_id with an exact value',
    );
  });
});

describe('audience-only', () => {
  for (const match of [
    {},
    { aud: 'https://sts.acme.example' },
    { iss: PARTNER.url },
    { sub: { exists: true } },
    { exp: { not: 1 } },
  ]) {
    it(`fires on ${JSON.stringify(match)}`, () => expect(open(match)).to.include('audience-only'));
  }

  for (const match of [{ sub: 'a' }, { team: { exists: true } }, { sub: { not: 'a' } }]) {
    it(`is content with ${JSON.stringify(match)}`, () => expect(open(match)).to.deep.equal([]));
  }

  it('is content with a condition on a claim, and with none on another thing', () => {
    expect(open({}, { when: 'claims.team == "shop"' })).to.deep.equal([]);
    expect(open({}, { when: 'request.binding == "dpop"' })).to.include('audience-only');
    expect(open({}, { when: 'claims.aud == "https://sts.acme.example"' })).to.include('audience-only');
  });

  it('fires on an actor as well', () => {
    const delegation = { actors: [{ issuer: 'partner', match: {} }] };
    expect(rulesOf(mapping({ delegation }))).to.deep.equal(['audience-only']);
  });

  it('leaves deny mappings alone: keeping everybody out is a thing one may want', () => {
    expect(open({}, { effect: 'deny', grant: undefined })).to.deep.equal([]);
  });
});

describe('contradiction', () => {
  const impossible: readonly Readonly<Record<string, JsonValue>>[] = [
    { ref: { not: { exists: true } } },
    { ref: { not: { not: { exists: false } } } },
    { ref: 'a', '/ref': 'b' },
    { ref: ['a', 'b'], '/ref': { prefix: 'c' } },
    { ref: 'a', '/ref': { not: 'a' } },
    { ref: 'a', '/ref': { exists: false } },
    { repository_id: '123456', '/repository_id': ['1', '2'] },
    { '/a': { exists: false }, '/a/b': 'x' },
    { '/a': 'text', '/a/b': 'x' },
    { '/a': { glob: '*' }, '/a/b': { exists: true } },
    { iss: 'https://elsewhere.example' },
    { iss: { prefix: 'https://elsewhere' } },
    { aud: 'https://elsewhere.example' },
    { aud: ['a', 'b'] },
    { run_id: { exists: false } },
    { '/run_id': { exists: false } },
    { aud: { exists: false } },
    { exp: { exists: false } },
  ];
  for (const match of impossible) {
    it(`fires on ${JSON.stringify(match)}`, () => expect(matching(match)).to.include('contradiction'));
  }

  it('fires where what is to be absent has inside it what every token has', () => {
    const cluster = {
      ...GITHUB,
      id: 'cluster',
      provider: 'kubernetes',
      url: 'https://cluster.acme.example',
    };
    const absent = (claim: string) =>
      load(cluster, DEPLOYER, mapping({ issuer: 'cluster', match: { sub: 'x', [claim]: { exists: false } } }))
        .diagnostics.filter(({ severity }) => severity === 'error')
        .map(({ rule }) => rule);
    expect(absent('/kubernetes.io')).to.deep.equal(['contradiction']);
    expect(absent('/kubernetes.io/serviceaccount')).to.deep.equal(['contradiction']);
    expect(absent('/kubernetes.io/pod')).to.deep.equal([]);
  });

  const possible: readonly Readonly<Record<string, JsonValue>>[] = [
    { ref: 'a', '/ref': { prefix: 'a' } },
    { '/run_id/inside': { exists: false } },
    { iat: { exists: false } },
    { ref: ['a', 'b'], '/ref': ['b', 'c'] },
    { ref: { prefix: 'a' }, '/ref': { not: 'ab' } },
    { ref: { not: { exists: false } } },
    { environment: { exists: false } },
    { '/a': { exists: false }, '/a/b': { exists: false } },
    { '/a': { exists: true }, '/a/b': 'x' },
    { '/ab': { exists: false }, '/a/b': 'x' },
    { iss: { prefix: 'https://token.actions' } },
    { aud: ['https://sts.acme.example', 'x'] },
    { aud: { contains: 'x' } },
  ];
  for (const match of possible) {
    it(`is content with ${JSON.stringify(match)}`, () => expect(matching(match)).to.deep.equal([]));
  }

  it('fires on a time that ends before it begins', () => {
    expect(rulesOf(mapping({ notBefore: '2027-01-02', expires: '2027-01-01' }))).to.deep.equal([
      'contradiction',
    ]);
    expect(rulesOf(mapping({ notBefore: '2027-01-01', expires: '2027-01-01' }))).to.deep.equal([
      'contradiction',
    ]);
    expect(rulesOf(mapping({ notBefore: '2027-01-01', expires: '2027-01-02' }))).to.deep.equal([]);
  });

  it('fires on deny mappings, which would bar nobody', () => {
    const deny = mapping({ effect: 'deny', grant: undefined, match: { ref: { not: { exists: true } } } });
    expect(rulesOf(deny)).to.deep.equal(['contradiction']);
  });

  it('points at the claim', () => {
    const document = mapping({ match: { repository_id: '1', ref: { not: { exists: true } } } });
    const [diagnostic] = errorsOf(document);
    expect(diagnostic?.position.column).to.equal(JSON.stringify(document).indexOf('"ref"') + 1);
  });
});

describe('failing-test', () => {
  const tested = (
    expected: JsonValue,
    claims: JsonObject = {
      $sample: 'github-actions',
      repository_id: '123456',
      environment: 'production',
      ref: 'refs/heads/main',
    },
  ) => errorsOf(mapping({ tests: [{ name: 'it', claims, expect: expected }] }));

  it('is content with a test that passes', () => expect(tested('allow')).to.deep.equal([]));

  it('fires on one that fails, and says how', () => {
    expect(tested({ deny: 'claim_mismatch' })[0]).to.include({
      severity: 'error',
      rule: 'failing-test',
      message: 'test "it" fails: expected deny claim_mismatch, and it is allow',
    });
  });

  it('keeps the documents from being loaded', () => {
    const failing = mapping({ tests: [{ name: 'it', claims: {}, expect: 'allow' }] });
    expect(load(GITHUB, DEPLOYER, failing).trust).to.equal(undefined);
  });
});
