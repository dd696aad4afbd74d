import type { JsonObject, JsonValue } from '@cambio/oauth';
import { expect } from 'chai';
import { changed, DEPLOYER, GITHUB, load, mapping, PARTNER, SHOP } from '../acme.ts';

const MAIN = {
  $sample: 'github-actions',
  repository_id: '123456',
  environment: 'production',
  ref: 'refs/heads/main',
};

/** What is said of a mapping with one test, besides advice. */
function run(
  test: JsonObject,
  changes: Readonly<Record<string, JsonValue | undefined>> = {},
  around: JsonObject = {},
) {
  const tested = mapping({ ...changes, tests: [{ name: 'it', claims: MAIN, expect: 'allow', ...test }] });
  const { diagnostics } = load(changed(GITHUB, around), PARTNER, DEPLOYER, tested);
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);
}

const passes = (...parts: Parameters<typeof run>) => expect(run(...parts)).to.deep.equal([]);
const fails = (message: string, ...parts: Parameters<typeof run>) =>
  expect(run(...parts)).to.deep.equal([`test "it" fails: ${message}`]);

describe('an inline test', () => {
  it('lays its claims over a sample', () => {
    passes({});
    passes({ claims: { ...MAIN, ref: 'x' }, expect: { deny: 'claim_mismatch' } });
  });

  it('has only its own claims without a sample', () => {
    passes({ claims: { repository_id: '123456', environment: 'production', ref: 'refs/heads/main' } });
    passes({ claims: {}, expect: { deny: 'claim_mismatch' } });
  });

  it('takes a claim out with null', () => {
    passes({ claims: { ...MAIN, environment: null }, expect: { deny: 'claim_mismatch' } });
  });

  it('merges nested claims, and replaces lists', () => {
    const when = 'claims.n.a == 1 && claims.n.b == 2 && claims.n.l == [3]';
    const nested = { sub: 'a', n: { a: 1, b: 2, l: [3] } };
    passes({ claims: nested }, { issuer: 'partner', match: { sub: 'a' }, when });
    fails('there is no sample "githb-actions"', { claims: { $sample: 'githb-actions' } });
  });

  it('has the issuer’s url and audience', () => {
    passes(
      {},
      {
        when: 'claims.iss == "https://token.actions.githubusercontent.com" && claims.aud == "https://sts.acme.example"',
      },
    );
    passes({ claims: { ...MAIN, aud: 'x' } }, { when: 'claims.aud == "x"' });
  });

  it('asks for scopes, and shows a binding, a client and an address, when it says so', () => {
    passes({ request: { scopes: ['deploy:admin'] }, expect: { deny: 'scope_not_granted' } });
    const bound = { grant: { ...SHOP.grant, binding: 'dpop' } };
    passes({ expect: { deny: 'binding_required' } }, bound);
    passes({ request: { binding: 'dpop' } }, bound);
    passes(
      { request: { ip: '10.0.0.1', client: 'ci' } },
      { when: 'request.ip == "10.0.0.1" && request.client == "ci"' },
    );
  });

  it('has an actor, when it says so, also where the mapping knows of none', () => {
    const actor = { issuer: 'partner', claims: { sub: 'agent' } };
    passes({ actor, expect: { deny: 'actor_not_allowed' } });
    const delegation = { required: true, actors: [{ issuer: 'partner', match: { sub: 'agent' } }] };
    passes({ expect: { deny: 'actor_required' } }, { delegation });
    passes({ actor: { issuer: 'partner', claims: { sub: 'agent' } } }, { delegation });
    passes(
      { actor: { issuer: 'partner', claims: { sub: 'x' } }, expect: { deny: 'actor_mismatch' } },
      { delegation },
    );
    fails('its issuer is unknown', { actor: { issuer: 'nobody', claims: {} } }, { delegation });
  });

  it('compares what is granted, as far as it says', () => {
    const grant = {
      scopes: ['deploy:write', 'deploy:read'],
      lifetime: '1m',
      subject: 'r/{repository_id}',
      claims: { r: '{ref}' },
    };
    const expected = {
      scopes: ['deploy:read', 'deploy:write'],
      lifetime: '1m',
      subject: 'r/123456',
      claims: { r: 'refs/heads/main' },
    };
    passes({ expect: { allow: expected } }, { grant });
    passes({ expect: { allow: { subject: 'r/123456' } } }, { grant });
    fails(
      'expected scopes ["deploy:read"], and it is ["deploy:read","deploy:write"]',
      { expect: { allow: { scopes: ['deploy:read'] } } },
      { grant },
    );
    fails(
      'expected subject "r/1", and it is "r/123456"',
      { expect: { allow: { subject: 'r/1' } } },
      { grant },
    );
    fails(
      'expected claims {}, and it is {"r":"refs/heads/main"}',
      { expect: { allow: { claims: {} } } },
      { grant },
    );
    fails('expected lifetime 120, and it is 60', { expect: { allow: { lifetime: '2m' } } }, { grant });
    fails('expected allow, and it is deny claim_mismatch', { claims: {}, expect: { allow: {} } }, { grant });
  });

  describe('decides at a time', () => {
    it('when its token was issued', () => {
      passes({}, { when: 'now == timestamp("2026-09-01T00:00:00Z")' });
    });

    it('that it names', () => {
      passes({ now: '2026-12-24' }, { when: 'now == timestamp("2026-12-24T00:00:00Z")' });
      passes({ now: '2026-12-24', expect: { deny: 'mapping_expired' } }, { expires: '2026-12-01' });
    });

    it('in which the mapping is valid, so that it passes on after it has expired', () => {
      passes({}, { expires: '2020-01-01' });
      passes({}, { notBefore: '2030-01-01', expires: '2030-01-02' });
    });
  });

  it('passes on when mapping, issuer or target are switched off', () => {
    passes({}, { enabled: false });
    passes({}, {}, { enabled: false });
    const off = changed(DEPLOYER, { enabled: false });
    const tested = mapping({ tests: [{ name: 'it', claims: MAIN, expect: 'allow' }] });
    expect(load(GITHUB, off, tested).trust).not.to.equal(undefined);
  });

  it('sees no other mapping', () => {
    const tested = mapping({ tests: [{ name: 'it', claims: MAIN, expect: 'allow' }] });
    const ban = mapping({ id: 'ban', effect: 'deny', grant: undefined, match: { repository_id: '123456' } });
    expect(load(GITHUB, DEPLOYER, tested, ban).trust).not.to.equal(undefined);
  });

  it('is judged by what the issuer requires', () => {
    passes({ expect: { deny: 'issuer_condition' } }, {}, { require: 'claims.repository_owner_id == "1"' });
  });

  it('of a deny mapping expects that it denies, or that it leaves it be', () => {
    const ban = { effect: 'deny', grant: undefined, match: { environment: 'production' } };
    passes({ expect: { deny: 'denied_by_mapping' } }, ban);
    passes({ claims: { ...MAIN, environment: 'x' }, expect: { deny: 'no_mapping' } }, ban);
    passes({ expect: { deny: 'denied_by_mapping' } }, { ...ban, target: '*' });
  });
});
