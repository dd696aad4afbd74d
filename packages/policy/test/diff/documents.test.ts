import type { JsonObject, JsonValue } from '@cambio/oauth';
import { expect } from 'chai';
import { type CompiledTrust, diffTrust, loadTrust } from '../../src/index.ts';
import { changed, DEPLOYER, GATEWAY, GITHUB, mapping, NOW, PARTNER, SHOP, trust, trustOf } from '../acme.ts';

type Changes = Readonly<Record<string, JsonValue | undefined>>;

/** What is told of the effects, each with how far it reaches. */
function toldOf(before: CompiledTrust, after: CompiledTrust): readonly string[] {
  return diffTrust(before, after, { now: NOW }).documents.flatMap(({ effects }) =>
    effects.map(({ reach, text }) => `${reach}: ${text}`),
  );
}

function ofMapping(before: Changes, after: Changes): readonly string[] {
  return toldOf(trust(mapping(before)), trust(mapping(after)));
}

const ban = (changes: Changes) => changed(mapping({ grant: undefined, effect: 'deny' }), changes);

describe('diffTrust', () => {
  describe('of a mapping', () => {
    const { match, grant } = SHOP;
    const actors = [{ issuer: 'partner', match: { sub: 'agent' } }];
    for (const [before, after, ...told] of [
      [{}, { enabled: false }, 'narrower: is disabled'],
      [{}, { notBefore: '2027-01-01' }, 'narrower: is in force from 2027-01-01T00:00:00Z on'],
      [{ notBefore: '2027-01-01' }, {}, 'wider: is in force from now on'],
      [{}, { expires: '2027-01-01' }, 'narrower: expires on 2027-01-01T00:00:00Z'],
      [{ expires: '2027-01-01' }, { expires: '2027-01-02' }, 'wider: expires on 2027-01-02T00:00:00Z'],
      [
        {},
        { match: { ...match, event_name: 'push' } },
        'narrower: requires as well: event_name equals "push"',
      ],
      [
        { match: { ...match, event_name: 'push' } },
        {},
        'wider: no longer requires: event_name equals "push"',
      ],
      [
        {},
        { match: { ...match, environment: ['production', 'staging'] } },
        'wider: requires: environment is one of "production", "staging" (was: equals "production")',
      ],
      [
        { match: { ...match, ref: { prefix: 'refs/' } } },
        {},
        'narrower: requires: ref equals "refs/heads/main" (was: starts with "refs/")',
      ],
      [
        {},
        { match: { ...match, environment: 'staging' } },
        'other: requires: environment equals "staging" (was: equals "production")',
      ],
      [{}, { when: 'claims.run_attempt == "1"' }, 'narrower: requires as well: claims.run_attempt == "1"'],
      [{ when: 'claims.run_attempt == "1"' }, {}, 'wider: no longer requires: claims.run_attempt == "1"'],
      [
        { when: 'claims.run_attempt == "1"' },
        { when: 'claims.run_attempt == "2"' },
        'other: requires: claims.run_attempt == "2" (was: claims.run_attempt == "1")',
      ],
      [
        {},
        { grant: { ...grant, scopes: ['deploy:read', 'deploy:admin'] } },
        'wider: grants deploy:admin in addition',
        'narrower: no longer grants deploy:write',
      ],
      [{}, { grant: { ...grant, lifetime: '11m' } }, 'wider: has tokens live 11m (was: 10m)'],
      [{}, { grant: { ...grant, lifetime: undefined } }, 'narrower: has tokens live 5m (was: 10m)'],
      [{}, { grant: { ...grant, binding: 'dpop' } }, 'narrower: demands a DPoP key (was: optional)'],
      [
        { grant: { ...grant, binding: 'dpop' } },
        { grant: { ...grant, binding: 'required' } },
        'wider: demands a key, of any kind (was: dpop)',
      ],
      [
        { grant: { ...grant, binding: 'dpop' } },
        { grant: { ...grant, binding: 'mtls' } },
        'other: demands a client certificate (was: dpop)',
      ],
      [
        {},
        { grant: { ...grant, subject: 'repo/{repository_id}' } },
        `other: names the subject "repo/{repository_id}" (was: by the workload's key)`,
      ],
      [
        {},
        { grant: { ...grant, claims: { repo: '{repository}' } } },
        'other: adds the claim repo "{repository}"',
      ],
      [
        { grant: { ...grant, claims: { repo: '{repository}' } } },
        { grant: { ...grant, claims: { repo: ['{repository}'] } } },
        'other: makes the claim repo ["{repository}"]',
      ],
      [{ grant: { ...grant, claims: { repo: 'x' } } }, {}, 'other: no longer adds the claim repo'],
      [{}, { delegation: { actors } }, 'wider: lets act: tokens of partner with sub equals "agent"'],
      [
        { delegation: { actors } },
        { delegation: { actors, required: true, maxDepth: 2 } },
        'narrower: grants nothing without an actor',
        'wider: lets 2 act one for another (was: 1)',
      ],
      [
        {},
        { target: 'packages', grant: { scopes: ['publish'], lifetime: '10m' } },
        'other: is for target packages (was: deployer)',
        'wider: grants publish in addition',
        'narrower: no longer grants deploy:read, deploy:write',
      ],
    ] as readonly [Changes, Changes, ...string[]][]) {
      it(`tells ${told.join('; ')}`, () => {
        expect(ofMapping(before, after)).to.deep.equal(told);
      });
    }

    it('tells of a ban the other way round', () => {
      const [narrow, broad] = [ban({}), ban({ match: { repository_id: '123456' } })];
      expect(toldOf(trust(narrow), trust(broad))).to.deep.equal([
        'narrower: no longer requires: environment equals "production"',
        'narrower: no longer requires: ref equals "refs/heads/main"',
      ]);
    });

    it('tells of a grant that has become a ban', () => {
      expect(toldOf(trust(SHOP), trust(ban({})))).to.deep.equal(['narrower: denies what it granted']);
      expect(toldOf(trust(ban({})), trust(SHOP))).to.deep.equal(['wider: grants what it denied']);
    });

    it('tells of one that is new, and one that is gone', () => {
      const told =
        'deploy:read, deploy:write of deployer for tokens of github with repository_id equals "123456" and environment equals "production" and ref equals "refs/heads/main"';
      expect(toldOf(trust(), trust(SHOP))).to.deep.equal([`wider: ${told}`]);
      expect(toldOf(trust(SHOP), trust())).to.deep.equal([`narrower: ${told}`]);
      expect(toldOf(trust(), trust(ban({})))[0]).to.match(
        /^narrower: nothing of deployer for tokens of github/,
      );
    });
  });

  describe('of an issuer', () => {
    const ofIssuer = (before: Changes, after: Changes) =>
      toldOf(load(changed(GITHUB, before)), load(changed(GITHUB, after)));
    const load = (issuer: JsonObject) =>
      trustOf(loadTrust([{ path: 'a.json', text: JSON.stringify(issuer) }], GATEWAY));
    const OWN = { url: 'https://token.actions.githubusercontent.com/acme' };

    for (const [before, after, ...told] of [
      [{}, { enabled: false }, 'narrower: is disabled'],
      [
        {},
        OWN,
        'other: accepts tokens of https://token.actions.githubusercontent.com/acme (was: https://token.actions.githubusercontent.com)',
      ],
      [
        {},
        { keys: { jwksUri: 'https://keys.acme.example' } },
        'other: takes its keys from another place: jwksUri',
      ],
      [{}, { ca: 'PEM' }, 'other: reaches its keys through another certificate authority'],
      [{}, { allowPrivateNetwork: true }, 'wider: may have its keys on a private network'],
      [
        {},
        { audiences: [GATEWAY.issuer, 'https://other.example'] },
        'wider: accepts tokens for https://other.example as well',
      ],
      [{}, { algorithms: ['RS256', 'ES256'] }, 'wider: accepts ES256 as well'],
      [{}, { maxAge: '5m' }, 'narrower: accepts tokens 5m after they were issued (was: 10m)'],
      [{}, { maxLifetime: '2h' }, 'wider: accepts tokens made for 2h (was: 1h)'],
      [{}, { clockSkew: '1m' }, 'wider: forgives clocks 1m (was: 30s)'],
      [{}, { replay: 'once' }, 'narrower: accepts each token once (was: once per target)'],
      [
        {},
        { require: 'claims.repository_owner_id == "1"' },
        'narrower: requires of tokens as well: claims.repository_owner_id == "1"',
      ],
      [{}, { explainDenials: 'claims' }, 'other: tells callers of denials: claims (was: code)'],
      [
        { ...OWN, provider: 'oidc' },
        OWN,
        'other: reads its tokens as those of GitHub Actions (was: Any OpenID Connect issuer)',
      ],
    ] as readonly [Changes, Changes, ...string[]][]) {
      it(`tells ${told.join('; ')}`, () => {
        expect(ofIssuer(before, after).slice(0, told.length)).to.deep.equal(told);
      });
    }
  });

  describe('of a target', () => {
    const load = (target: JsonObject) =>
      trustOf(loadTrust([{ path: 'a.json', text: JSON.stringify(target) }], GATEWAY));

    for (const [before, after, ...told] of [
      [{}, { enabled: false }, 'narrower: is disabled'],
      [{}, { audience: 'x' }, 'other: has tokens for x (was: https://deploy.acme.example)'],
      [
        {},
        { resources: undefined },
        'narrower: can no longer be asked for as https://deploy.acme.example/v2',
      ],
      [
        {},
        { scopes: { ...DEPLOYER.scopes, 'deploy:undo': 'Undo' } },
        'wider: has scopes to grant: deploy:undo',
      ],
      [
        {},
        { token: { lifetime: '10m' } },
        'wider: has tokens live 10m where a mapping does not say (was: 5m)',
      ],
      [{}, { token: { maxLifetime: '5m' } }, 'narrower: has tokens live 5m at the most (was: 15m)'],
      [{}, { token: { algorithm: 'ES256' } }, "other: has tokens signed with ES256 (was: the gateway's)"],
      [{}, { token: { binding: 'mtls' } }, 'narrower: demands a client certificate (was: optional)'],
      [{}, { token: { claims: ['repo'] } }, 'narrower: takes no other claims than repo'],
      [
        { token: { claims: ['repo'] } },
        { token: { claims: ['repo', 'ref'] } },
        'wider: takes the claims ref',
      ],
    ] as readonly [Changes, Changes, ...string[]][]) {
      it(`tells ${told.join('; ')}`, () => {
        expect(toldOf(load(changed(DEPLOYER, before)), load(changed(DEPLOYER, after)))).to.deep.equal(told);
      });
    }

    it('tells of the mappings whose tokens live otherwise', () => {
      const { lifetime: _, ...grant } = SHOP.grant;
      const documents = (lifetime: string) => [
        GITHUB,
        changed(DEPLOYER, { token: { lifetime } }),
        mapping({ grant }),
      ];
      const load = (all: readonly JsonObject[]) =>
        trustOf(
          loadTrust(
            all.map((document, index) => ({ path: `${index}.json`, text: JSON.stringify(document) })),
            GATEWAY,
          ),
        );
      const { documents: changes } = diffTrust(load(documents('5m')), load(documents('4m')), { now: NOW });
      expect(changes.map(({ kind, id }) => `${kind}/${id}`)).to.deep.equal([
        'Target/deployer',
        'Mapping/shop-deploy-prod',
      ]);
    });
  });

  describe('says nothing of', () => {
    const { match, grant } = SHOP;
    for (const [what, before, after] of [
      [
        'owners, reasons, reviews, tickets, tests and acknowledgements',
        {},
        {
          owner: 'x',
          purpose: 'x',
          reviewBy: '2027-01-01',
          ticket: 'x',
          acknowledge: [{ rule: 'no-tests', because: 'x' }],
          tests: [{ name: 'x', claims: { $sample: 'github-actions' }, expect: { deny: 'claim_mismatch' } }],
        },
      ],
      [
        'the order of members, scopes and listed values',
        { match: { ...match, ref: ['a', 'b'] } },
        {
          match: Object.fromEntries(Object.entries({ ...match, ref: ['b', 'a', 'a'] }).reverse()),
          grant: { lifetime: '10m', scopes: ['deploy:write', 'deploy:read'] },
        },
      ],
      [
        'defaults that are written out',
        {},
        { effect: 'allow', enabled: true, grant: { ...grant, binding: 'optional', claims: {} } },
      ],
      ['other words for the same time', {}, { grant: { ...grant, lifetime: '600s' } }],
      ['a list of one', {}, { match: { ...match, ref: ['refs/heads/main'] } }],
      [
        'a name as a pointer',
        {},
        { match: { '/repository_id': '123456', environment: 'production', '/ref': 'refs/heads/main' } },
      ],
      ['a condition that is written twice', {}, { match: { ...match, '/ref': 'refs/heads/main' } }],
      [
        'claims in templates by pointer',
        { grant: { ...grant, subject: 'a/{ref}', claims: { a: '{ref}', b: ['x{ref}'] } } },
        { grant: { ...grant, subject: 'a/{/ref}', claims: { b: ['x{/ref}'], a: '{/ref}' } } },
      ],
      [
        'a lifetime beyond what the target allows',
        { grant: { ...grant, lifetime: '15m' } },
        { grant: { ...grant, lifetime: '1h' } },
      ],
    ] as readonly [string, Changes, Changes][]) {
      it(what, () => {
        expect(ofMapping(before, after)).to.deep.equal([]);
      });
    }

    it('how scopes are described, and what issuers and targets are called', () => {
      const before = trustOf(
        loadTrust(
          [
            { path: 'a.json', text: JSON.stringify(PARTNER) },
            { path: 'b.json', text: JSON.stringify(DEPLOYER) },
          ],
          GATEWAY,
        ),
      );
      const after = trustOf(
        loadTrust(
          [
            {
              path: 'z.json',
              text: JSON.stringify({
                ...DEPLOYER,
                description: 'x',
                owner: 'y',
                scopes: { 'deploy:admin': 'x', 'deploy:write': 'x', 'deploy:read': 'x' },
              }),
            },
            {
              path: 'a.json',
              text: JSON.stringify({
                ...PARTNER,
                description: 'x',
                owner: 'y',
                clockSkew: '30s',
                keys: 'discovery',
                audiences: [GATEWAY.issuer],
              }),
            },
          ],
          GATEWAY,
        ),
      );
      expect(toldOf(before, after)).to.deep.equal([]);
    });
  });
});
