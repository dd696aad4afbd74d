import { expect } from 'chai';
import { startProblem } from '../../src/serve/start-failure.ts';

describe('why a gateway did not start', () => {
  it('says how replicas get the key that none of them makes', () => {
    const problemOf = (detail: string) =>
      startProblem({
        part: 'encryption key',
        cause: { reason: 'key_file_unreadable', path: './data/key', detail },
      });
    expect(problemOf('ENOENT').hint).to.contain('openssl rand -base64 32');
    expect(problemOf('EACCES')).not.to.have.property('hint');
  });

  it('says what to set where Redis would forget marks', () => {
    const problem = startProblem({ part: 'marks', cause: { reason: 'marks_evicted' } });
    expect(problem.hint).to.contain('maxmemory-policy');
  });
});
