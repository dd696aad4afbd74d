import { expect } from 'chai';
import type { Warning } from '../../src/api/status.ts';
import { linesOf } from '../../src/pages/overview/lines.ts';

const unused = (id: string): Warning => ({
  kind: 'lint',
  about: `Mapping/${id}`,
  rule: 'unused',
  message: '',
});
const words = (warnings: readonly Warning[]) =>
  linesOf(warnings).map((line) => (line.kind === 'warning' ? line.warning.about : line));

describe('the lines of what needs attention', () => {
  it('are a line for each warning, kind by kind', () => {
    const ledger: Warning = { kind: 'store_down', about: 'ledger', message: '' };
    const drift: Warning = { kind: 'issuer_drift', about: 'github', message: '' };
    expect(words([ledger, unused('a'), drift, unused('b')])).to.deep.equal([
      'ledger',
      'Mapping/a',
      'Mapping/b',
      'github',
    ]);
  });

  it('name a few of what many mappings share, and lead to the others', () => {
    expect(words(['a', 'b', 'c', 'd'].map(unused))).to.have.length(4);
    expect(words(['a', 'b', 'c', 'd', 'e'].map(unused))).to.deep.equal([
      'Mapping/a',
      'Mapping/b',
      'Mapping/c',
      { kind: 'more', title: 'unused', count: 2, place: { to: '/trust', search: { finding: 'unused' } } },
    ]);
  });

  it('are never fewer than the warnings that nothing lists', () => {
    const refused: Warning = { kind: 'trust_refused', about: 'trust', message: '' };
    expect(words(Array(9).fill(refused))).to.have.length(9);
  });
});
