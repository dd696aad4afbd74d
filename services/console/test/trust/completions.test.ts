import { expect } from 'chai';
import { openCompiler } from '../../src/compiler/compiler.ts';
import { suggestionsAt } from '../../src/pages/trust/edit/completions.ts';
import { cursorPlace } from '../../src/pages/trust/edit/cursor-place.ts';

const FILES = [
  { path: 'i.yaml', text: 'kind: Issuer\nid: github\nprovider: github-actions\nowner: p\n' },
  {
    path: 't.yaml',
    text: 'kind: Target\nid: deployer\naudience: https://d.example\nscopes: { "deploy:read": See }\nowner: p\n',
  },
];

const gateway = { issuer: 'https://sts.acme.example', lifetime: 300, maxLifetime: 900 };
const { vocabulary } = openCompiler({ files: FILES, configured: [], gateway }, 0).opened;

/** The text without its mark, and where that was. */
function marked(text: string): [string, number] {
  const at = text.indexOf('|');
  return [text.slice(0, at) + text.slice(at + 1), at];
}

describe('cursorPlace', () => {
  for (const [text, path, at] of [
    ['|', '', 'name'],
    ['kind: |', 'kind', 'value'],
    ['match:\n  re|', 'match', 'name'],
    ['match:\n  ref: x\n  |', 'match', 'name'],
    ['match:\n  ref: x\ngr|', '', 'name'],
    ['grant:\n  scopes:\n    - a\n    - |', 'grant.scopes', 'entry'],
    ['grant:\n  scopes:\n  - |', 'grant.scopes', 'entry'],
    ['grant: { scopes: [a, |', 'grant.scopes', 'value'],
    ['grant: { scopes: [a], |', 'grant', 'name'],
    ['grant: {\n  scopes: [\n    |', 'grant.scopes', 'value'],
    ['tests:\n  - name: x\n    claims: { $sample: |', 'tests.claims.$sample', 'value'],
    ['tests:\n  - name: x\n    |', 'tests', 'name'],
    ['tests:\n  - { name: "a: b, c", expect: { deny: |', 'tests.expect.deny', 'value'],
    ['match:\n  "/a/b": |', 'match./a/b', 'value'],
    ['grant: { scopes: [deploy:read] }\n|', '', 'name'],
  ] as const) {
    it(`is at a ${at} of ${path || 'the document'} in ${JSON.stringify(text)}`, () => {
      const place = cursorPlace(...marked(text));
      expect({ path: place.path.join('.'), at: place.at }).to.deep.equal({ path, at });
    });
  }
});

describe('suggestionsAt', () => {
  const mapping = 'kind: Mapping\nissuer: github\ntarget: deployer\n';
  for (const [text, ...wanted] of [
    [`${mapping}ma|`, 'match', 'grant', 'reviewBy'],
    [`${mapping}match:\n  |`, 'repository_id', 'environment'],
    [`${mapping}match:\n  ref: { |`, 'glob', 'prefix', 'not'],
    [`${mapping}grant:\n  scopes: [|`, 'deploy:read'],
    [`${mapping}grant:\n  binding: |`, 'dpop', 'mtls'],
    ['kind: Mapping\nissuer: |', 'github', 'self'],
    ['kind: Mapping\ntarget: |', 'deployer', 'admin'],
    ['kind: |', 'Mapping', 'Issuer', 'Target'],
    ['kind: Issuer\nprovider: |', 'github-actions', 'gitlab', 'oidc'],
    [`${mapping}tests:\n  - claims: { $sample: |`, 'github-actions'],
    [`${mapping}tests:\n  - expect: { deny: |`, 'claim_mismatch'],
    [`${mapping}acknowledge:\n  - rule: |`, 'untrusted-event'],
    [`${mapping}when: claims.run|`, 'run_attempt'],
    [`${mapping}enabled: |`, 'true', 'false'],
  ] as const) {
    it(`offers ${wanted.join(', ')} in ${JSON.stringify(text.replace(mapping, '…'))}`, () => {
      const { list } = suggestionsAt(...marked(text), vocabulary);
      expect(list.map((each) => each.text)).to.include.members([...wanted]);
    });
  }

  it('names the immutable claims first, and warns of those that anybody chooses', () => {
    const { list } = suggestionsAt(...marked(`${mapping}match:\n  |`), vocabulary);
    expect(list[0]?.detail).to.contain('immutable');
    expect(list.find(({ text }) => text === 'head_ref')?.info).to.contain('chosen by');
  });
});
