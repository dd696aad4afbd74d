import { expect } from 'chai';
import { DEPLOY, diagnosticsOf, rulesIn } from '../rules/documents.ts';

const acknowledging = (...rules: string[]) => rules.map((rule) => ({ rule, because: 'a reason' }));

describe('acknowledge', () => {
  const untested = { ...DEPLOY, tests: [] };

  it('silences one rule for one mapping', () => {
    const other = { ...untested, id: 'other', match: { repository_id: '1', event_name: 'push' } };
    const found = diagnosticsOf({ ...untested, acknowledge: acknowledging('no-tests') }, other);
    expect(found.map(({ rule, document }) => [rule, document])).to.deep.equal([
      ['no-tests', 'Mapping/other'],
    ]);
  });

  it('leaves the other rules alone', () => {
    const mapping = { ...untested, match: { repository_id: '1' }, acknowledge: acknowledging('no-tests') };
    expect(rulesIn(diagnosticsOf(mapping))).to.deep.equal(['untrusted-event']);
  });

  it('silences no error', () => {
    const mapping = {
      ...DEPLOY,
      match: { event_name: 'push' },
      acknowledge: acknowledging('unpinned-tenant'),
    };
    expect(rulesIn(diagnosticsOf(mapping))).to.include('unpinned-tenant');
  });

  for (const [rule, message, fix] of [
    ['no-tests', 'no-tests has nothing to say of this mapping', { kind: 'remove', path: ['acknowledge', 0] }],
    [
      'contradiction',
      'contradiction is an error, and cannot be acknowledged',
      { kind: 'remove', path: ['acknowledge', 0] },
    ],
    [
      'mutable-nam',
      'there is no rule "mutable-nam"',
      { kind: 'set', path: ['acknowledge', 0, 'rule'], value: 'mutable-name' },
    ],
  ] as const) {
    it(`is needless for ${rule} here`, () => {
      const [found, ...others] = diagnosticsOf({ ...DEPLOY, acknowledge: acknowledging(rule) });
      expect(found).to.deep.include({ rule: 'needless-acknowledgement', severity: 'info', message, fix });
      expect(others).to.deep.equal([]);
    });
  }

  it('cannot guess what a rule nobody knows was meant to be', () => {
    const [found] = diagnosticsOf({ ...DEPLOY, acknowledge: acknowledging('everything') });
    expect(found?.message).to.equal('there is no rule "everything"');
    expect(found).not.to.have.property('fix');
  });

  for (const rule of ['expired', 'review-overdue', 'unused']) {
    it(`may speak of ${rule} before its time`, () => {
      expect(rulesIn(diagnosticsOf({ ...DEPLOY, acknowledge: acknowledging(rule) }))).to.deep.equal([]);
    });
  }
});
