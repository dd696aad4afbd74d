import { splitDocuments } from '@cambio/policy';
import { expect } from 'chai';
import { openCompiler } from '../../src/compiler/compiler.ts';

const NOW = 1_788_220_800;

const MAPPING = `kind: Mapping
id: shop
owner: shop@acme.example
purpose: Deploy the shop
issuer: github
target: deployer
match: { repository_id: "1", event_name: push }
grant: { scopes: [read] }
tests:
  - { name: the shop, claims: { $sample: github-actions, repository_id: "1", event_name: push }, expect: allow }
  - { name: another, claims: { $sample: github-actions, repository_id: "2", event_name: push }, expect: { deny: claim_mismatch } }
`;

const FILES = [
  {
    path: 'all.yaml',
    text: `kind: Issuer
id: github
provider: github-actions
owner: p@acme.example
---
kind: Target
id: deployer
audience: https://deployer.acme.example
scopes: { read: See, write: Deploy }
owner: p@acme.example
---
${MAPPING}`,
  },
];

/** As the gateway tells of a mapping in its settings, and of an issuer. */
const CONFIGURED = [
  {
    kind: 'Issuer',
    id: 'staff',
    provider: 'oidc',
    url: 'https://login.acme.example',
    owner: 'it@acme.example',
  },
  {
    kind: 'Mapping',
    target: 'admin',
    id: 'first-admin',
    owner: 'it@acme.example',
    purpose: 'Ada sets the gateway up',
    issuer: 'staff',
    match: { sub: 'ada' },
    grant: { scopes: ['trust:write'] },
  },
];

const NAME = { kind: 'Mapping', id: 'shop' } as const;

function compiler() {
  const gateway = { issuer: 'https://sts.acme.example', lifetime: 300, maxLifetime: 900 };
  return openCompiler({ files: FILES, configured: CONFIGURED, gateway }, NOW);
}

describe('the compiler in the browser', () => {
  it('reads the documents in force, each by itself', () => {
    const { opened } = compiler();
    expect([...opened.texts.keys()]).to.deep.equal(['Issuer/github', 'Target/deployer', 'Mapping/shop']);
    expect(opened.documents).to.have.lengthOf(3 + CONFIGURED.length);
    expect(opened.diagnostics.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
  });

  it('splits a file as the gateway does, so that what is saved takes the place of what was read', () => {
    const text = `# of the file
---
# of the issuer
${MAPPING.replace('id: shop', 'id: one').trimEnd()} # the end
# still of it
--- # the next
${MAPPING.replace('id: shop', 'id: two')}...
# of nobody
---
${MAPPING.replace('id: shop', 'id: three')}`;
    const files = [...FILES, { path: 'more.yaml', text }];
    const gateway = { issuer: 'https://sts.acme.example', lifetime: 300, maxLifetime: 900 };
    const { texts } = openCompiler({ files, configured: [], gateway }, NOW).opened;
    for (const { kind, id, text } of splitDocuments(files)) {
      expect(texts.get(`${kind}/${id}`), id).to.equal(text);
    }
    expect(texts.size).to.equal(6);
  });

  it('says that a text that is in force changes nothing, and that its tests pass', () => {
    const checked = compiler().check(MAPPING, NAME, NOW);
    expect(checked.changes).to.deep.equal([]);
    expect(checked.tests.map(({ outcome }) => outcome)).to.deep.equal(['passed', 'passed']);
    expect(checked.name).to.deep.equal(NAME);
  });

  it('knows the documents of the settings: what refers to them is right, and their ids are taken', () => {
    const forStaff = MAPPING.replace('id: shop', 'id: staff-may')
      .replace('issuer: github', 'issuer: staff')
      .replace(/tests:.*/s, '');
    const errors = (text: string) =>
      compiler()
        .check(text, undefined, NOW)
        .diagnostics.filter(({ severity }) => severity === 'error')
        .map(({ rule }) => rule);
    expect(errors(forStaff)).to.deep.equal([]);
    expect(errors(forStaff.replace('issuer: staff', 'issuer: nobody'))).not.to.deep.equal([]);
    expect(errors(forStaff.replace('staff-may', 'first-admin'))).to.deep.equal(['duplicate-id']);
  });

  it('places a mistake in the text itself, and runs no test meanwhile', () => {
    const checked = compiler().check(MAPPING.replace('grant:', 'grants:'), NAME, NOW);
    const problem = checked.diagnostics.find(({ rule }) => rule === 'unknown-member');
    expect(problem?.position).to.deep.equal({ file: 'all.yaml 2', line: 8, column: 1 });
    expect(checked.changes).to.equal(undefined);
    expect(checked.tests).to.deep.equal([]);
  });

  it('tells the test that fails from the one that passes', () => {
    const checked = compiler().check(
      MAPPING.replace('match: { repository_id: "1"', 'match: { repository_id: "2"'),
      NAME,
      NOW,
    );
    expect(checked.tests.map(({ outcome }) => outcome)).to.deep.equal(['failed', 'failed']);
    const one = compiler().check(
      MAPPING.replace('expect: { deny: claim_mismatch }', 'expect: allow'),
      NAME,
      NOW,
    );
    expect(one.tests.map(({ outcome }) => outcome)).to.deep.equal(['passed', 'failed']);
  });

  it('says what is wider', () => {
    const checked = compiler().check(MAPPING.replace('[read]', '[read, write]'), NAME, NOW);
    expect(checked.changes?.flatMap(({ effects }) => effects.map(({ reach }) => reach))).to.deep.equal([
      'wider',
    ]);
  });

  it('says which other documents would have errors', () => {
    const target = { kind: 'Target', id: 'deployer' } as const;
    const text =
      'kind: Target\nid: deployer\naudience: https://deployer.acme.example\nscopes: { write: Deploy }\nowner: p\n';
    const checked = compiler().check(text, target, NOW);
    expect(checked.elsewhere.map(({ document }) => document)).to.deep.equal(['Mapping/shop']);
  });

  it('decides about claims with the text last checked', () => {
    const trying = compiler();
    const attempt = {
      claims: { repository_id: '2', event_name: 'push' },
      issuer: 'github',
      request: { audience: 'deployer', binding: 'none' },
    } as const;
    const outcome = () => {
      const attempted = trying.attempt(attempt, NOW);
      return attempted.outcome === 'explained' ? attempted.explanation.decision.outcome : attempted.outcome;
    };
    expect(outcome()).to.equal('deny');
    trying.check(
      MAPPING.replace(
        'repository_id: "1", event_name: push }\ng',
        'repository_id: ["1", "2"], event_name: push }\ng',
      ).replace('repository_id: "2"', 'repository_id: "3"'),
      NAME,
      NOW,
    );
    expect(outcome()).to.equal('allow');
    trying.check('kind: [', NAME, NOW);
    expect(outcome()).to.equal('has_errors');
  });
});
