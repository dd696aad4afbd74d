import { expect } from 'chai';
import { startProblem } from '../../src/serve/start-failure.ts';

describe('why a gateway did not start', () => {
  it('says how replicas get the key that none of them makes', () => {
    const problemOf = (detail: string) =>
      startProblem({
        part: 'encryption key',
        cause: { reason: 'key_file_unreadable', path: './data/key', detail },
      });
    expect(problemOf('ENOENT').hint).to.contain('openssl rand -base64 32').and.contain('Bring it back');
    expect(problemOf('EACCES')).not.to.have.property('hint');
  });

  it('names the ports there are, where one is taken', () => {
    const cause = { reason: 'cannot_listen', address: '127.0.0.1:9090', detail: 'EADDRINUSE' } as const;
    const { hint } = startProblem({ part: 'listener', cause });
    expect(hint).to.contain('listen.port').and.contain('internal.port');
  });

  it('says what to set where Redis would forget marks', () => {
    const problem = startProblem({ part: 'marks', cause: { reason: 'marks_evicted' } });
    expect(problem.hint).to.contain('maxmemory-policy');
  });
});
