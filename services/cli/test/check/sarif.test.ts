import { expect } from 'chai';
import { sarifReport } from '../../src/check/sarif.ts';
import { FINDINGS } from './findings.ts';

describe('sarifReport', () => {
  const log = JSON.parse(sarifReport(FINDINGS));
  const [run] = log.runs;

  it('is a SARIF 2.1.0 log with each rule once', () => {
    expect(log.version).to.equal('2.1.0');
    expect(run.tool.driver).to.deep.equal({
      name: 'cambio',
      rules: [{ id: 'schema' }, { id: 'unknown-member' }],
    });
  });

  it('points at the place in the file', () => {
    expect(run.results[0]).to.deep.equal({
      ruleId: 'unknown-member',
      ruleIndex: 1,
      level: 'error',
      message: { text: 'grant has no member "scope" (did you mean scopes?)' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'trust/my%20file.yaml' },
            region: { startLine: 12, startColumn: 3 },
          },
        },
      ],
    });
  });

  it('gives no location to what is in no file', () => {
    expect(run.results[1]).to.deep.include({ level: 'warning', locations: [] });
  });
});
