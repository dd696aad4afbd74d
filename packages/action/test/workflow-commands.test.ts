import { expect } from 'chai';
import { assert, property, string } from 'fast-check';
import { annotate, assign, mask } from '../src/workflow-commands.ts';

/** As the runner reads them (actions/runner, ActionCommand). */
const unescaped = (text: string) =>
  text.replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%0A', '\n').replaceAll('%0D', '\r');

describe('a workflow command', () => {
  it('is what the runner documents', () => {
    expect(mask('a.b.c')).to.equal('::add-mask::a.b.c');
    expect(annotate('error', { title: 'Denied: no', message: 'one\r\n100 %: two, three' })).to.equal(
      '::error title=Denied%3A no::one%0D%0A100 %25: two, three',
    );
    expect(assign('token', 'a=b')).to.equal('token=a=b\n');
  });

  it('is one line, in which every text comes back whole', () => {
    assert(
      property(string({ unit: 'grapheme' }), string(), (title, message) => {
        const line = annotate('warning', { title, message });
        const [, property = '', data = ''] = /^::warning title=([^:,\r\n]*)::([^\r\n]*)$/.exec(line) ?? [];
        expect(unescaped(property).replaceAll('%25', '%')).to.equal(title);
        expect(unescaped(data).replaceAll('%25', '%')).to.equal(message);
      }),
    );
  });

  for (const lineBreak of ['\n', '\r', '\r\n']) {
    it(`assigns nothing that has a ${JSON.stringify(lineBreak)}`, () => {
      expect(() => assign('token', `a${lineBreak}PATH=/evil`)).to.throw(TypeError, 'token has several lines');
    });
  }
});
