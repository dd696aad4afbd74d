import type { JsonValue } from '@cambio/oauth';
import { expect } from 'chai';
import {
  type DecisionRequest,
  loadTrust,
  narrow,
  type RecordedUse,
  type ScopesAsked,
} from '../../src/index.ts';
import { BAN, DEPLOYER, GATEWAY, GITHUB, job, NOW, SHOP, trustOf } from '../acme.ts';

/** An issuer of the company's own, so that a mapping need not pin a tenant. */
const OWN = { ...GITHUB, url: 'https://github.acme.example/_services/token' };

const TEXT = `# Deploys the shop.
kind: Mapping
id: shop-deploy-prod
owner: team-shop@acme.example
purpose: Deploy the shop from main
issuer: github
target: deployer
match:
  repository: acme/shop # by its name
  ref: { prefix: refs/heads/ }
  event_name: [push, workflow_dispatch, schedule]
  run_id: { exists: true }
grant:
  scopes: [deploy:read, deploy:write] # both
  lifetime: 10m
`;

const USE = { repository: 'acme/shop', ref: 'refs/heads/main', event_name: 'push' };

interface Used {
  readonly claims?: Readonly<Record<string, JsonValue | undefined>>;
  readonly request?: Partial<DecisionRequest>;
  readonly held?: number;
}

/** As many requests as there are numbers, each of a run of its own; the newest first, as a record gives them. */
function recorded(count: number, use: (index: number) => Used = () => ({})): readonly RecordedUse[] {
  return Array.from({ length: count }, (_, index): RecordedUse => {
    const { claims, request, held } = use(index);
    const subject = job({ ...USE, run_id: String(index), ...claims });
    return {
      id: `d-${index}`,
      at: NOW + index,
      outcome: 'allow',
      input: {
        subject,
        request: { audience: 'deployer', scopes: ['deploy:read'], binding: 'none', ...request },
      },
      ...(held !== undefined && { held }),
    };
  }).reverse();
}

interface Given {
  readonly text?: string;
  readonly records?: readonly RecordedUse[];
  readonly asked?: ScopesAsked;
  readonly beside?: readonly object[];
}

function narrowed({ text = TEXT, records = recorded(20), asked, beside = [] }: Given = {}) {
  const own = beside.some((document) => 'kind' in document && document.kind === 'Issuer') ? [] : [OWN];
  const others = [...own, DEPLOYER, ...beside].map((document, index) => ({
    path: `${index}.json`,
    text: JSON.stringify(document),
  }));
  const trust = trustOf(loadTrust([...others, { path: 'shop.yaml', text }], GATEWAY));
  const { id } = SHOP;
  return narrow(trust, { mapping: id, text, records, asked: asked ?? { scopes: new Set(), always: true } });
}

describe('a narrower mapping', () => {
  it('is the document, with what was not used taken out of it and all else as it was', () => {
    const { text, changes, left, uses } = narrowed({ records: recorded(20, () => ({ held: 70 })) });
    expect(text).to.equal(`# Deploys the shop.
kind: Mapping
id: shop-deploy-prod
owner: team-shop@acme.example
purpose: Deploy the shop from main
issuer: github
target: deployer
match:
  repository: acme/shop # by its name
  ref: refs/heads/main
  event_name: [push]
  run_id: { exists: true }
  repository_id: "123456"
grant:
  scopes: [deploy:read] # both
  lifetime: 2m
`);
    expect(changes.map(({ member, text }) => `${member} ${text}`)).to.deep.equal([
      'grant.scopes no longer grants deploy:write',
      'grant.lifetime tokens live 2m, not 10m',
      'match.ref is held to "refs/heads/main"',
      'match.event_name is no longer "workflow_dispatch" or "schedule"',
      'match.repository_id is held to "123456"',
    ]);
    expect(left).to.deep.equal([]);
    expect(uses).to.equal(20);
  });

  it('has the reason of each change', () => {
    const { changes } = narrowed({ records: recorded(20, () => ({ held: 70 })) });
    expect(changes.map(({ because }) => because)).to.deep.equal([
      'all requests name their scopes, and none asked for it',
      'all tokens were given back, the longest used one after 70s',
      'it was "refs/heads/main" in all 20 requests',
      'it was "push" in all 20 requests',
      'repository can be renamed, and its name taken by somebody else, and it was "123456" in all 20 requests',
    ]);
  });

  const members = (given: Given) => narrowed(given).changes.map(({ member }) => member);
  const reasons = (given: Given) =>
    Object.fromEntries(narrowed(given).left.map((each) => Object.values(each)));

  it('is not made of too few requests, nor of those that it does not grant', () => {
    for (const records of [recorded(9), recorded(20, () => ({ claims: { ref: 'refs/tags/a' } }))]) {
      expect(narrowed({ records }))
        .to.deep.include({ changes: [], uses: 0 })
        .and.not.to.have.property('text');
    }
  });

  it('keeps every scope where some requests name none', () => {
    const given = { records: recorded(20, (index) => (index === 3 ? { request: { scopes: [] } } : {})) };
    expect(members(given)).not.to.include('grant.scopes');
    expect(reasons(given)['grant.scopes']).to.contain('1 of 20 requests named no scopes');
    expect(members({ asked: { scopes: new Set(), always: false } })).not.to.include('grant.scopes');
  });

  it('keeps a scope that was asked for at another time', () => {
    expect(members({ asked: { scopes: new Set(['deploy:write']), always: true } })).not.to.include(
      'grant.scopes',
    );
  });

  it('keeps every scope where a condition looks at what is asked for', () => {
    const text = TEXT.replace('grant:', `when: '!("deploy:write" in request.scopes)'\ngrant:`);
    expect(members({ text })).not.to.include('grant.scopes');
    expect(reasons({ text })['grant.scopes']).to.contain('`when`');
  });

  it('keeps every scope where what guards the mapping looks at what is asked for', () => {
    const when = '"deploy:write" in request.scopes';
    const ban = { ...BAN, when };
    for (const [beside, by] of [
      [[ban], 'deny mapping ban'],
      [[{ ...ban, target: '*' }], 'deny mapping ban'],
      [[{ ...OWN, require: `!(${when})` }], '`require` of issuer github'],
    ] as const) {
      expect(members({ beside })).not.to.include('grant.scopes');
      expect(reasons({ beside })['grant.scopes']).to.contain(by);
    }
  });

  it('takes a scope out beside a deny mapping that is off, about others, or looks at no scopes', () => {
    const when = '"deploy:write" in request.scopes';
    for (const change of [
      { when, enabled: false },
      { when, match: { repository: 'acme/other' } },
      { when: 'claims.ref == "refs/heads/x"' },
    ]) {
      expect(members({ beside: [{ ...BAN, ...change }] })).to.include('grant.scopes');
    }
  });

  it('takes values out of a list in which some stand twice', () => {
    const text = TEXT.replace('[push, workflow_dispatch, schedule]', '[push, push, schedule, schedule]');
    expect(narrowed({ text }).text).to.contain('\n  event_name: [push, push]\n');
  });

  it('keeps the lifetime where tokens are not given back', () => {
    const given = { records: recorded(20, (index) => (index < 15 ? { held: 30 } : {})) };
    expect(members(given)).not.to.include('grant.lifetime');
    expect(reasons(given)['grant.lifetime']).to.contain('5 of 20 tokens');
  });

  for (const { what, ref } of [
    { what: 'new values kept coming', ref: (index: number) => `refs/heads/v${Math.floor(index / 5)}` },
    { what: 'there are many values', ref: (index: number) => `refs/heads/v${index % 6}` },
    { what: 'few uses had each value', ref: (index: number) => `refs/heads/v${index % 5}` },
  ]) {
    it(`leaves a claim open where ${what}`, () => {
      const records = recorded(14, (index) => ({ claims: { ref: ref(index) } }));
      expect(members({ records })).not.to.include('match.ref');
    });
  }

  it('lists the values that came again', () => {
    const records = recorded(30, (index) => ({ claims: { ref: `refs/heads/v${index % 3}` } }));
    expect(narrowed({ records }).text).to.contain('\n  ref: [refs/heads/v0, refs/heads/v1, refs/heads/v2]\n');
  });

  it('demands the proof that every request came with', () => {
    for (const [bindings, demand] of [
      [['dpop'], 'dpop'],
      [['mtls'], 'mtls'],
      [['dpop', 'mtls'], 'required'],
    ] as const) {
      const records = recorded(20, (index) => ({
        request: { binding: bindings[index % bindings.length] ?? 'dpop' },
      }));
      expect(narrowed({ records }).text).to.contain(`\n  binding: ${demand}\n`);
    }
  });

  it('says what sets jobs off, where people outside could do it too', () => {
    const text = TEXT.replace(/ {2}event_name: .*\n/, '');
    expect(narrowed({ text }).text).to.contain('\n  event_name: push\n');
  });

  it('lets nobody act where nobody did, and demands an actor where there always was one', () => {
    const text = `${TEXT}delegation:\n  actors:\n    - { issuer: github, match: { repository_id: "7" } }\n`;
    expect(narrowed({ text }).text).not.to.contain('delegation');
    const actor = job({ repository_id: '7' });
    const records = recorded(20).map((use) => ({ ...use, input: { ...use.input, actor } }));
    expect(narrowed({ text, records }).text).to.match(/\n {2}required: true\n$/);
  });

  it('does not change what a test of the document expects', () => {
    const text = `${TEXT}tests:
  - { name: it writes, claims: { $sample: github-actions, repository: acme/shop, event_name: push, ref: refs/heads/main }, expect: { allow: { scopes: [deploy:read, deploy:write] } } }
`;
    expect(members({ text })).not.to.include('grant.scopes');
    expect(reasons({ text })['grant.scopes']).to.contain('but then');
  });

  it('says so where what is written cannot be changed without a person', () => {
    const text = TEXT.replace('ref: { prefix: refs/heads/ }', 'ref: # any branch\n    prefix: refs/heads/');
    expect(members({ text })).not.to.include('match.ref');
    expect(reasons({ text })['match.ref']).to.contain('written in a way');
  });

  describe('beside another one for the same tokens', () => {
    const other = (scopes: readonly string[]) => ({
      ...SHOP,
      id: 'other',
      match: { repository_owner_id: '65', repository_id: '123456' },
      grant: { scopes },
    });

    it('demands no less than before, where the other could be taken instead', () => {
      const beside = [other(['deploy:read', 'deploy:admin'])];
      const records = recorded(20, () => ({ held: 60, request: { binding: 'dpop' } }));
      expect(members({ beside, records })).to.deep.equal(['grant.binding']);
      expect(reasons({ beside, records }).match).to.contain('other can hold for the same tokens');
    });

    it('keeps as many scopes as have it taken after the other', () => {
      const beside = [{ ...other(['deploy:admin']) }];
      expect(members({ beside })).to.include('match.ref').and.not.to.include('grant.scopes');
    });
  });

  it('has nothing to say of a mapping that denies', () => {
    const text = TEXT.replace('match:', 'effect: deny\nmatch:').replace(/grant:[\s\S]*$/, '');
    expect(narrowed({ text })).to.deep.include({ changes: [] });
  });
});
