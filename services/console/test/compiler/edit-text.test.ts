import { expect } from 'chai';
import { parse } from 'yaml';
import { addToMember, setMember } from '../../src/compiler/edit-text.ts';

const BLOCK = `# whose it is
kind: Mapping # a mapping
id: shop
match:
  ref: refs/heads/main # main alone
  environment:
    - staging
    # and no other
grant: { scopes: [read] }
`;

describe('addToMember', () => {
  for (const [name, path, value, line] of [
    [
      'makes a list of a value',
      ['match', 'ref'],
      'refs/heads/x',
      '  ref: [refs/heads/main, refs/heads/x] # main alone',
    ],
    [
      'adds to a list in block style',
      ['match', 'environment'],
      'production',
      '    - staging\n    - production',
    ],
    ['adds to a list in flow style', ['grant', 'scopes'], 'write', 'grant: { scopes: [read, write] }'],
    ['keeps a text a text', ['match', 'ref'], '1', '  ref: [refs/heads/main, "1"] # main alone'],
  ] as const) {
    it(name, () => {
      const text = addToMember(BLOCK, path, value) ?? '';
      expect(text).to.contain(line);
      expect(text).to.contain('# whose it is').and.to.contain('# and no other');
    });
  }

  it('has no place where there is no member', () => {
    expect(addToMember(BLOCK, ['match', 'actor'], 'x')).to.equal(undefined);
    expect(addToMember('match: [', ['match'], 'x')).to.equal(undefined);
  });
});

describe('setMember', () => {
  for (const [name, text, expected] of [
    ['block style', 'kind: Issuer\nid: a\n', 'kind: Issuer\nid: a\nenabled: false\n'],
    ['flow style', '{"kind":"Issuer","id":"a"}', '{"kind":"Issuer","id":"a", enabled: false}'],
    ['what is there', 'enabled: true # for now\nid: a\n', 'enabled: false # for now\nid: a\n'],
    ['no line end', 'id: a', 'id: a\nenabled: false'],
  ] as const) {
    it(`writes a member in ${name}`, () => {
      expect(setMember(text, ['enabled'], false)).to.equal(expected);
      expect(parse(expected).enabled).to.equal(false);
    });
  }
});
