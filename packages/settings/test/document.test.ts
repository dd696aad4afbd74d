import { expect } from 'chai';
import { complaints, loaded } from './loading.ts';

const refused = [
  ['- a', '1:1 settings are members with values'],
  ['just text', '1:1 settings are members with values'],
  ['issuer: a\nissuer: b', '2:1 "issuer" is written twice'],
  ['listen: {}\n---\ninternal: {}', '3:1 a settings file is one document'],
  ['? [a]\n: b', '1:3 a member name must be text (quote it)'],
  ['listen: &a {}', '1:12 anchors and aliases are not read (write the value where it is used)'],
  ['issuer: !secret x', '1:17 tags are not read (leave the tag out; quote what is meant as text)'],
  ['issuer: "a', '1:11 Missing closing "quote'],
  ['listen:\n\tport: 1', '2:1 Tabs are not allowed as indentation'],
] as const;

describe('readDocument', () => {
  for (const [text, complaint] of refused) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(complaints(text)[0]).to.equal(`cambio.yaml:${complaint}`);
    });
  }

  for (const text of ['', '# nothing', '---', '{}']) {
    it(`takes ${JSON.stringify(text)} for no settings`, () => {
      expect(loaded(text).settings).to.deep.equal(loaded('{}').settings);
    });
  }

  it('reads JSON', () => {
    expect(loaded('{"listen": {"port": 81}}').settings.listen.port).to.equal(81);
  });

  it('tells every error of one step at once, in the order of the file', () => {
    expect(complaints('listen:\n  prot: 1\nissuer: x\naudits: {}')).to.deep.equal([
      'cambio.yaml:2:3 listen.prot is not a setting (did you mean "port"?)',
      'cambio.yaml:3:1 issuer must be an absolute URL',
      'cambio.yaml:4:1 audits is not a setting (did you mean "audit"?)',
    ]);
  });
});
