import { expect } from 'chai';
import type { LiveToken } from '../../src/api/tokens.ts';
import { scopesOf } from '../../src/pages/workload/scopes.ts';
import { tasksOf } from '../../src/pages/workload/tasks.ts';

describe('scopesOf', () => {
  const use = { mapping: 'm', target: 't', firstSeen: 1, lastSeen: 9, count: 4 };

  it('has what is granted in its order, then what was asked for and is granted no longer', () => {
    const asked = [
      { scope: 'gone', asked: 1, lastAsked: 3 },
      { scope: 'read', asked: 4, lastAsked: 9 },
    ];
    expect(scopesOf({ ...use, asked, granted: ['write', 'read'], unused: ['write'] })).to.deep.equal([
      { scope: 'write', isGranted: true, isUnused: true, asked: 0, lastAsked: undefined },
      { scope: 'read', isGranted: true, isUnused: false, asked: 4, lastAsked: 9 },
      { scope: 'gone', isGranted: false, isUnused: false, asked: 1, lastAsked: 3 },
    ]);
  });
});

describe('tasksOf', () => {
  const party = (workload: string, task?: string) => ({
    issuer: 'github',
    workload,
    name: workload,
    ...(task !== undefined && { task }),
  });
  const token = (jti: string, subject: LiveToken['subject'], actor?: LiveToken['subject']): LiveToken => ({
    jti,
    decision: jti,
    issuedAt: 1,
    expiresAt: 2,
    mapping: 'm',
    target: 't',
    sub: 's',
    scopes: [],
    subject,
    binding: 'none',
    ...(actor !== undefined && { actor }),
  });

  it('puts tokens together by the task of the workload, as their subject or their actor', () => {
    const tokens = [
      token('1', party('w', 'run 2')),
      token('2', party('w', 'run 1')),
      token('3', party('other', 'run 9'), party('w', 'run 2')),
      token('4', party('w')),
    ];
    const found = tasksOf(tokens, 'w').map(({ task, tokens: of }) => [task, of.map(({ jti }) => jti)]);
    expect(found).to.deep.equal([
      ['run 2', ['1', '3']],
      ['run 1', ['2']],
      [undefined, ['4']],
    ]);
  });
});
