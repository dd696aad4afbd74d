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

  it('says so where there is nothing to complain about', () => {
    const clean = { ...FINDINGS, diagnostics: [], tests: 4, failed: false };
    expect(textReport(clean, PLAIN)).to.equal('✓ 1 file, 3 documents, 4 tests: nothing to complain about\n');
  });
});
