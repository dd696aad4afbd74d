import type { JsonObject } from '@cambio/oauth';
import { expect } from 'chai';
import { type DecisionHistory, lintAt } from '../../src/index.ts';
import { DEPLOY, DEPLOYER, GITHUB, load } from './documents.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z') / 1000;
const DAY = 86_400;

/** What is said of the mapping at `NOW`. */
function saidOf(change: JsonObject, history?: DecisionHistory): string[] {
  const { trust } = load(GITHUB, DEPLOYER, { ...DEPLOY, ...change });
  if (trust === undefined) throw new Error('the documents have errors');
  return lintAt(trust, { now: NOW, history }).map(
    ({ severity, rule, message }) => `${severity} ${rule}: ${message}`,
  );
}

describe('expired', () => {
  it('tells from the first moment on', () => {
    expect(saidOf({ expires: '2026-11-22T12:00:00Z' })).to.deep.equal([
      'warning expired: deploy expired on 2026-11-22',
    ]);
  });

  it('says nothing the second before', () => {
    expect(saidOf({ expires: '2026-11-22T12:00:01Z' })).to.deep.equal([]);
  });
});

describe('review-overdue', () => {
  it('tells from the first moment on', () => {
    expect(saidOf({ reviewBy: '2026-11-22' })).to.deep.equal([
      'warning review-overdue: deploy was to be reviewed by 2026-11-22',
    ]);
  });

  it('says nothing before, nor of what has expired', () => {
    expect(saidOf({ reviewBy: '2026-11-23' })).to.deep.equal([]);
    expect(saidOf({ reviewBy: '2026-01-01', expires: '2026-01-01' })).to.deep.equal([
      'warning expired: deploy expired on 2026-01-01',
    ]);
  });
});

describe('unused', () => {
  const used = (daysAgo: number): DecisionHistory => ({
    since: NOW - 200 * DAY,
    lastUsed: new Map([['deploy', NOW - daysAgo * DAY]]),
  });
  const never = (daysRecorded: number): DecisionHistory => ({
    since: NOW - daysRecorded * DAY,
    lastUsed: new Map([['another', NOW]]),
  });

  it('tells of a last use 90 days ago', () => {
    expect(saidOf({}, used(90))).to.deep.equal(['info unused: deploy has granted nothing since 2026-08-24']);
  });

  it('tells of no use in 90 days of record', () => {
    expect(saidOf({}, never(90))).to.deep.equal(['info unused: deploy has granted nothing for 90 days']);
  });

  for (const [what, change, history] of [
    ['a later use', {}, used(89)],
    ['a record that does not go back far enough', {}, never(89)],
    ['no record at all', {}, undefined],
    ['a mapping that has not been in force for long', { notBefore: '2026-10-01' }, never(200)],
    ['a mapping that is disabled', { enabled: false }, never(200)],
  ] as const) {
    it(`says nothing of ${what}`, () => {
      expect(saidOf(change, history)).to.deep.equal([]);
    });
  }

  it('says nothing of a deny mapping', () => {
    const { grant: _, ...ban } = DEPLOY;
    const { trust } = load(GITHUB, DEPLOYER, { ...ban, effect: 'deny', tests: [] });
    expect(trust && lintAt(trust, { now: NOW, history: never(200) })).to.deep.equal([]);
  });
});

it('what time brings can be acknowledged, ahead of it', () => {
  const acknowledge = [{ rule: 'expired', because: 'kept for the auditors' }];
  expect(saidOf({ expires: '2026-01-01', acknowledge })).to.deep.equal([]);
  expect(saidOf({ expires: '2030-01-01', acknowledge })).to.deep.equal([]);
});
