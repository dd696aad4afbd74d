import { expect } from 'chai';
import fc from 'fast-check';
import { parseSource } from '../../src/index.ts';

const MAPPING = `kind: Mapping
id: shop
owner: team-shop@acme.example
purpose: Deploy the shop
issuer: github
target: deployer
match:
  repository_id: "123456"
grant:
  scopes: [deploy:read]
`;

const parse = (text: string) => parseSource({ path: 'trust/shop.yaml', text });

/** What is said of the mapping with one line replaced, or with lines after it. */
function said(line: string, replacement: string): readonly string[] {
  const text = MAPPING.replace(line, replacement);
  expect(text).not.to.equal(MAPPING);
  return parse(text).diagnostics.map(({ position: { file, line: row, column }, rule, message, hint }) =>
    [`${file}:${row}:${column} ${rule}: ${message}`, ...(hint === undefined ? [] : [hint])].join(' | '),
  );
}

describe('parseSource', () => {
  it('reads a document with its defaults filled in', () => {
    const { documents, diagnostics } = parse(MAPPING);
    expect(diagnostics).to.deep.equal([]);
    expect(documents.map(({ document }) => document)).to.deep.equal([
      {
        kind: 'Mapping',
        id: 'shop',
        owner: 'team-shop@acme.example',
        purpose: 'Deploy the shop',
        issuer: 'github',
        target: 'deployer',
        effect: 'allow',
        match: { repository_id: '123456' },
        grant: { scopes: ['deploy:read'], binding: 'optional', claims: {} },
        enabled: true,
        acknowledge: [],
        tests: [],
      },
    ]);
  });

  it('reads YAML and JSON alike', () => {
    const [{ document } = { document: undefined }] = parse(MAPPING).documents;
    const json = `{"kind":"Mapping","id":"shop","owner":"team-shop@acme.example","purpose":"Deploy the shop",
      "issuer":"github","target":"deployer","match":{"repository_id":"123456"},"grant":{"scopes":["deploy:read"]}}`;
    expect(parse(json).documents.map((located) => located.document)).to.deep.equal([document]);
  });

  it('keeps the good documents of a file beside a bad one', () => {
    const { documents, diagnostics } = parse(`${MAPPING}---\nkind: Maping\n---\n${MAPPING}`);
    expect([documents.length, diagnostics.length]).to.deep.equal([2, 1]);
  });

  it('locates members of a document again when its tree is gone', () => {
    const [located] = parse(`# about\n---\n${MAPPING}`).documents;
    expect(located?.locate(['grant', 'scopes', 0])).to.deep.equal({
      file: 'trust/shop.yaml',
      line: 12,
      column: 12,
    });
  });

  const complaints: Readonly<Record<string, readonly [line: string, replacement: string, said: string]>> = {
    'an unknown kind': [
      'kind: Mapping',
      'kind: Maping',
      '1:1 unknown-kind: kind must be Issuer, Target or Mapping | did you mean "Mapping"?',
    ],
    'an unknown member': [
      'issuer: github',
      'isuer: github\nissuer: github',
      '5:1 unknown-member: a Mapping has no member "isuer" | did you mean "issuer"?',
    ],
    'an unknown member inside another': [
      '  scopes: [deploy:read]',
      '  scopes: [deploy:read]\n  lifetme: 10m',
      '11:3 unknown-member: grant has no member "lifetme" | did you mean "lifetime"?',
    ],
    'an unknown operator of a matcher': [
      'repository_id: "123456"',
      'ref: { globb: "refs/**" }',
      '8:10 unknown-member: match.ref has no member "globb" | did you mean "glob"?',
    ],
    'an unknown member like no other': [
      'issuer: github',
      'issuer: github\ntests: [{ name: a, claims: {}, expect: allow, foo: 1 }]',
      '6:47 unknown-member: tests[0] has no member "foo" | known are actor, claims, expect, name, now, request',
    ],
    'a missing member': ['issuer: github\n', '', '1:1 schema: issuer is required'],
    'a missing grant': ['grant:\n  scopes: [deploy:read]\n', '', '1:1 schema: grant is required'],
    'a wrong type': [
      'owner: team-shop@acme.example',
      'owner: [a]',
      '3:1 schema: owner must be text, not a list',
    ],
    'an empty value': [
      'owner: team-shop@acme.example',
      'owner:',
      '3:1 schema: owner must be text, not empty',
    ],
    'a number for text': [
      'owner: team-shop@acme.example',
      'owner: 7',
      '3:1 schema: owner must be text, not a number',
    ],
    'a bad id': [
      'id: shop',
      'id: Shop',
      '2:1 schema: id must be 1 to 63 of a-z, 0-9 and -, and not start with -',
    ],
    'a bare number for a duration': [
      '  scopes: [deploy:read]',
      '  scopes: [deploy:read]\n  lifetime: 600',
      '11:3 schema: grant.lifetime must be a number and a unit, such as 30s, 10m, 1h or 7d',
    ],
    'a day that is on no calendar': [
      'target: deployer',
      'target: deployer\nexpires: 2027-02-30',
      '7:1 schema: expires is no date on the calendar',
    ],
    'a scope that is none': [
      '[deploy:read]',
      '["deploy read"]',
      '10:12 schema: grant.scopes[0] must be a scope: visible characters without space, " and \\',
    ],
    'a scope that comes twice': [
      '[deploy:read]',
      '[deploy:read, deploy:read]',
      '10:3 schema: grant.scopes has an entry twice',
    ],
    'no scope': ['[deploy:read]', '[]', '10:3 schema: grant.scopes must have at least 1 entries'],
    'a null claim': [
      '"123456"',
      'null',
      '8:3 schema: match.repository_id must be a text, number or boolean, a list of them, or one of {prefix, glob, regex, contains, exists, not}',
    ],
    'two operators in a matcher': [
      '"123456"',
      '{ prefix: a, glob: b }',
      '8:3 schema: match.repository_id must have exactly one of prefix, glob, regex, contains, exists, not',
    ],
    'a wrong type inside a matcher': [
      '"123456"',
      '{ prefix: 1 }',
      '8:20 schema: match.repository_id.prefix must be text, not a number',
    ],
    'an unknown effect': [
      'target: deployer',
      'target: deployer\neffect: alow',
      '7:1 schema: effect must be "allow" or "deny" | did you mean "allow"?',
    ],
    'a grant of a deny mapping': [
      'target: deployer',
      'target: deployer\neffect: deny',
      '10:1 unknown-member: a Mapping has no member "grant"',
    ],
    'an allow mapping on every target': [
      'target: deployer',
      'target: "*"',
      '6:1 schema: target must be 1 to 63 of a-z, 0-9 and -, and not start with -',
    ],
    'an unknown reason in a test': [
      'target: deployer',
      'target: deployer\ntests: [{ name: a, claims: {}, expect: { deny: claim_mismach } }]',
      '7:42 schema: tests[0].expect.deny must be one of',
    ],
  };
  for (const [what, [line, replacement, expected]] of Object.entries(complaints)) {
    it(`points at ${what}`, () =>
      expect(said(line, replacement).join('\n')).to.contain(`trust/shop.yaml:${expected}`));
  }

  it('names the document that it complains about', () => {
    const [diagnostic] = parse(MAPPING.replace('issuer: github\n', '')).diagnostics;
    expect(diagnostic?.document).to.equal('Mapping/shop');
  });

  it('never throws, and says something of whatever it does not read', () => {
    const value = fc.oneof(fc.constantFrom('Issuer', 'Target', 'Mapping', '*', '10m', 'a'), fc.jsonValue());
    const names = fc.constantFrom(
      'kind',
      'id',
      'match',
      'grant',
      'scopes',
      'target',
      'tests',
      'expect',
      'effect',
      'x',
    );
    const nested = fc.dictionary(names, fc.oneof(value, fc.dictionary(names, value)), { minKeys: 1 });
    fc.assert(
      fc.property(nested, (document) => {
        const { documents, diagnostics } = parse(JSON.stringify(document));
        expect(documents.length + diagnostics.length).to.be.greaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});
