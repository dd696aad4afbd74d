import { expect } from 'chai';
import { leadBehind, leadFrom, Ways } from '../../src/candidates/ways.ts';

const shape = (id: string) => ({ id, paths: [] });
const [BY_REPOSITORY, BY_SUBJECT] = [shape('repository_id'), shape('sub')];
const PLACE = { issuer: 'github', target: 'deployer' };
const WORKLOAD = { ...PLACE, shape: BY_REPOSITORY, key: '1' };

const grown = (ways: Ways, ...come: readonly Parameters<Ways['of']>[0][]) => ways.with({ gone: [], come });

describe('Ways', () => {
  const [byRepository, bySubject] = [leadFrom(PLACE, BY_REPOSITORY), leadFrom(PLACE, BY_SUBJECT)];

  it('have a number each, which no later one gets', () => {
    const two = grown(Ways.empty(), byRepository, bySubject);
    const again = grown(two.with({ gone: [byRepository], come: [] }), byRepository);
    const numbers = [two.of(byRepository), two.of(bySubject), again.of(byRepository)];
    expect(new Set(numbers).size).to.equal(3);
    expect(again.of(bySubject)).to.equal(two.of(bySubject));
  });

  it('keep the number of one that stays while others come and go', () => {
    const one = grown(Ways.empty(), byRepository);
    const behind = leadBehind(WORKLOAD, one.of(byRepository), BY_SUBJECT);
    const more = grown(one, bySubject, behind);
    expect(more.of(byRepository)).to.equal(one.of(byRepository));
    expect(more.of(behind)).not.to.equal(more.of(byRepository));
  });

  it('are told apart by where they come from, by the value there, and by their claims', () => {
    const ways = grown(Ways.empty(), byRepository);
    const others = [
      { ...byRepository, from: 0 },
      { ...byRepository, value: 'packages' },
      { ...byRepository, by: BY_SUBJECT },
    ];
    for (const other of others) {
      expect(() => ways.of(other)).to.throw('ways that are there');
      expect(ways.with({ gone: [other], come: [] }).of(byRepository)).to.equal(ways.of(byRepository));
    }
  });

  it('are as they were where nothing changes', () => {
    const ways = grown(Ways.empty(), byRepository);
    expect(ways.with({ gone: [], come: [] })).to.equal(ways);
  });
});
