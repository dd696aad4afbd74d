import { expect } from 'chai';
import { applyFixes, type Diagnostic, type Fix, loadTrust } from '../../src/index.ts';
import { GATEWAY } from '../acme.ts';

/** A diagnostic at the start of the document that begins in a line. */
function at(line: number, fix: Fix): Diagnostic {
  return { severity: 'warning', rule: 'x', position: { file: 'a.yaml', line, column: 1 }, message: 'x', fix };
}

function applied(text: string, ...diagnostics: readonly Diagnostic[]): string {
  return applyFixes({ path: 'a.yaml', text }, diagnostics).text;
}

const RENAME: Fix = { kind: 'rename', path: ['match', 'sub'], name: 'ref' };
const SET: Fix = { kind: 'set', path: ['grant', 'lifetime'], value: '15m' };
const REPLACE: Fix = {
  kind: 'replace',
  path: ['match', 'sub'],
  members: { repository_id: '712345678', '/a/b': 'acme/shop', environment: 'true' },
};
const put = (value: string | boolean | readonly string[]): Fix => ({
  kind: 'put',
  path: ['match', 'ref'],
  value,
});
const remove = (index: number): Fix => ({ kind: 'remove', path: ['acknowledge', index] });

describe('applyFixes', () => {
  for (const { what, fix, before, after } of [
    { what: 'a name', fix: RENAME, before: 'match:\n  sub: x # who\n', after: 'match:\n  ref: x # who\n' },
    { what: 'a quoted name', fix: RENAME, before: "match: {'sub' : x}", after: "match: {'ref' : x}" },
    { what: 'a name in JSON', fix: RENAME, before: '{"match":{"sub":"x"}}', after: '{"match":{"ref":"x"}}' },
    {
      what: 'a value',
      fix: SET,
      before: 'grant: { lifetime: 1h } # long\n',
      after: 'grant: { lifetime: 15m } # long\n',
    },
    {
      what: 'a quoted value',
      fix: SET,
      before: 'grant:\n    lifetime: "1h"',
      after: 'grant:\n    lifetime: "15m"',
    },
    {
      what: 'a member of a block by several',
      fix: REPLACE,
      before: 'match: # all of it\n    # who\n    sub: repo:x # text\n    ref: main\n',
      after:
        'match: # all of it\n    # who\n    repository_id: "712345678"\n    /a/b: acme/shop\n    environment: "true" # text\n    ref: main\n',
    },
    {
      what: 'a member of a line by several',
      fix: REPLACE,
      before: 'match: {sub: repo, ref: main}\n',
      after: 'match: {repository_id: "712345678", /a/b: acme/shop, environment: "true", ref: main}\n',
    },
    {
      what: 'a member in JSON by several, on lines of their own',
      fix: REPLACE,
      before: '{\n  "match": {\n    "sub": "repo"\n  }\n}\n',
      after:
        '{\n  "match": {\n    "repository_id": "712345678",\n    "/a/b": "acme/shop",\n    "environment": "true"\n  }\n}\n',
    },
    {
      what: 'a member, with the line breaks of the file',
      fix: { ...REPLACE, members: { a: 'b', c: 'd' } },
      before: 'match:\r\n  sub: repo\r\n',
      after: 'match:\r\n  a: b\r\n  c: d\r\n',
    },
    {
      what: 'a value for a matcher of several lines',
      fix: put('refs/heads/main'),
      before: 'match:\n  ref:\n    prefix: refs/\n  # where\n  environment: x\n',
      after: 'match:\n  ref: refs/heads/main\n  # where\n  environment: x\n',
    },
    {
      what: 'a list for a matcher in a line',
      fix: put(['refs/heads/main', 'a:b', '7']),
      before: 'match: { ref: { glob: "*" }, environment: x }\n',
      after: 'match: { ref: [refs/heads/main, "a:b", "7"], environment: x }\n',
    },
    {
      what: 'a member more, after what is said of the last one',
      fix: put(true),
      before: 'match:\n  environment: x # where\n# below\ngrant: {}\n',
      after: 'match:\n  environment: x # where\n  ref: true\n# below\ngrant: {}\n',
    },
    {
      what: 'a member more, where the text ends',
      fix: put('x'),
      before: 'match:\n  environment: y',
      after: 'match:\n  environment: y\n  ref: x',
    },
    {
      what: 'a member more in JSON, on a line of its own',
      fix: put(['x']),
      before: '{\n  "match": {\n    "sub": "y"\n  }\n}\n',
      after: '{\n  "match": {\n    "sub": "y",\n    "ref": ["x"]\n  }\n}\n',
    },
    {
      what: 'an entry away',
      fix: remove(0),
      before: 'acknowledge:\n  - rule: a # one\n    because: x # two\n  # about b\n  - rule: b\nid: x\n',
      after: 'acknowledge:\n  # about b\n  - rule: b\nid: x\n',
    },
    {
      what: 'the last of several entries away',
      fix: remove(1),
      before: 'acknowledge:\n- {rule: a}\n- {rule: b}\n\n# the end\nid: x\n',
      after: 'acknowledge:\n- {rule: a}\n\n# the end\nid: x\n',
    },
    {
      what: 'the only entry away, with its list',
      fix: remove(0),
      before: 'id: x\nacknowledge:\n  - rule: a\n    because: b\nowner: y\n',
      after: 'id: x\nowner: y\n',
    },
    {
      what: 'entries of a line away',
      fix: remove(0),
      before: 'acknowledge: [{rule: a}, {rule: b}]',
      after: 'acknowledge: [{rule: b}]',
    },
    {
      what: 'the last entry of a line away',
      fix: remove(1),
      before: 'acknowledge: [{rule: a}, {rule: b}]',
      after: 'acknowledge: [{rule: a}]',
    },
    {
      what: 'the only member of an object in JSON not away, which would leave a comma',
      fix: { kind: 'remove', path: ['a', 0] } as const,
      before: '{"a": ["x"], "b": 1}',
      after: '{"b": 1}',
    },
  ]) {
    it(`edits ${what}, and nothing else`, () => {
      expect(applied(before, at(1, fix))).to.equal(after);
    });
  }

  for (const [what, fix, text] of [
    ['a member that is not there', RENAME, 'match:\n  ref: x\n'],
    ['an entry that is not there', remove(2), 'acknowledge: [a, b]'],
    ['a value of another form', SET, 'grant:\n  lifetime: [1h]\n'],
    ['a value over several lines', SET, 'grant:\n  lifetime: >\n    1h\n'],
    ['a value that is left out', SET, 'grant:\n  lifetime:\n'],
    ['a member whose value is a comment away', REPLACE, 'match:\n  sub: # text\n    repo\n'],
    ['the only member of a document', { kind: 'remove', path: ['id'] }, 'id: x\n'],
    [
      'a member that shares its line with the list it is in',
      { kind: 'remove', path: ['a', 0, 'x'] },
      'a:\n  - x: 1\n    y: 2\n',
    ],
    ['text that is no YAML', SET, 'grant: {lifetime: 1h'],
  ] as const) {
    it(`leaves ${what} as it is`, () => {
      expect(applyFixes({ path: 'a.yaml', text }, [at(1, fix)])).to.deep.equal({ text, fixed: [] });
    });
  }

  it('edits the document that the diagnostic is about', () => {
    const text = '# first\ngrant: {lifetime: 1h}\n---\n# second\ngrant: {lifetime: 2h}\n';
    expect(applied(text, at(5, SET))).to.equal(
      '# first\ngrant: {lifetime: 1h}\n---\n# second\ngrant: {lifetime: 15m}\n',
    );
  });

  it('makes edits that do not touch one another at once, in any order', () => {
    const text = 'match: {sub: a}\ngrant: {lifetime: 1h}\n';
    const diagnostics = [at(1, SET), at(1, RENAME)];
    const { text: after, fixed } = applyFixes({ path: 'a.yaml', text }, diagnostics);
    expect(after).to.equal('match: {ref: a}\ngrant: {lifetime: 15m}\n');
    expect(fixed).to.deep.equal([diagnostics[1], diagnostics[0]]);
  });

  it('makes the first of edits that touch one another, and says so', () => {
    const diagnostics = [at(1, REPLACE), at(1, RENAME)];
    const { fixed } = applyFixes({ path: 'a.yaml', text: 'match: {sub: a}' }, diagnostics);
    expect(fixed).to.have.length(1);
  });

  it('mends what loading complains about, until nothing is left to mend', () => {
    const before = `# Who deploys
kind: Mapping
id: deploy
ownr: team@acme.example # not on call
purpose: Deploy
issuer: github
target: deployer
match:
  sub: repo:acme@98765432/shop@712345678:environment:production # as in the cloud
  event_name: push
grant: { scopes: [read], lifetime: 1h }
effect: alow
acknowledge:
  - rule: no-tets
    because: it is new
tests: []
`;
    const others = `kind: Issuer\nid: github\nprovider: github-actions\nowner: x\n---\nkind: Target\nid: deployer\naudience: x\nscopes: {read: x}\nowner: x\n`;
    let text = before;
    for (let passes = 0; passes < 5; passes++) {
      const files = [
        { path: 'a.yaml', text },
        { path: 'b.yaml', text: others },
      ];
      const { diagnostics } = loadTrust(files, { ...GATEWAY, maxLifetime: 3600 });
      ({ text } = applyFixes(
        { path: 'a.yaml', text },
        diagnostics.filter(({ position }) => position.file === 'a.yaml'),
      ));
    }
    expect(text).to.equal(`# Who deploys
kind: Mapping
id: deploy
owner: team@acme.example # not on call
purpose: Deploy
issuer: github
target: deployer
match:
  repository_owner_id: "98765432"
  repository_id: "712345678"
  environment: production # as in the cloud
  event_name: push
grant: { scopes: [read], lifetime: 15m }
effect: allow
acknowledge:
  - rule: no-tests
    because: it is new
tests: []
`);
  });
});
