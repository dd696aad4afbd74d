import { expect } from 'chai';
import { textReport } from '../../src/check/text.ts';
import { PLAIN } from '../../src/text/style.ts';
import { FINDINGS } from './findings.ts';

describe('textReport', () => {
  it('lists each problem at file:line:column, then sums up', () => {
    expect(
      textReport(FINDINGS, PLAIN),
    ).to.equal(`trust/my file.yaml:12:3: error: grant has no member "scope" [unknown-member]
    did you mean scopes?
environment variable CAMBIO_LISTEN_PORT:1:1: warning: listen.port: 100% wrong [schema]

✗ 1 file, 3 documents, 1 test: 1 error, 1 warning
`);
  });

  it('has a file’s name on one line, whatever is in it: others may have named the file', () => {
    const [diagnostic] = FINDINGS.diagnostics;
    if (diagnostic === undefined) throw new Error('the fixture has no diagnostics');
    const position = { ...diagnostic.position, file: 'a\n::add-mask::\u001b[2J.yaml' };
    const written = textReport({ ...FINDINGS, diagnostics: [{ ...diagnostic, position }] }, PLAIN);
    expect(written).to.match(/^a\\u\{a\}::add-mask::\\u\{1b\}\[2J\.yaml:12:3: error: /);
  });

  it('says so where there is nothing to complain about', () => {
    const clean = { ...FINDINGS, diagnostics: [], tests: 4, failed: false };
    expect(textReport(clean, PLAIN)).to.equal('✓ 1 file, 3 documents, 4 tests: nothing to complain about\n');
  });
});
