import { err, ok, type Result } from '@cambio/oauth';
import { expect } from 'chai';
import { forget } from '../../src/jobs/forget.ts';
import { recordingLog } from '../quiet-log.ts';

const NOW = 1_800_000_000_000;
const DAY = 86_400;

type Answer = Result<number, 'unavailable'>;

interface Answers {
  readonly isSound?: boolean;
  readonly held?: Result<boolean, 'unavailable'>;
  readonly workloads?: Answer;
}

describe('forgetting what was kept long enough', () => {
  /** A ledger that says what it was told to forget. */
  function underTest(answers: Answers) {
    const told: string[] = [];
    const tell =
      (kind: string, answer: Answer = ok(0)) =>
      async (time: number) => {
        told.push(`${kind} ${time}`);
        return answer;
      };
    const ledger = {
      issued: { erase: tell('tokens') },
      revocations: { forget: tell('revocations') },
      workloads: { forget: tell('workloads', answers.workloads) },
      logins: { sweep: () => tell('logins')(NOW) },
      trust: { forget: tell('revisions', ok(2)) },
      leases: {
        hold: async (name: string) => {
          told.push(`hold ${name}`);
          return answers.held ?? ok(true);
        },
        release: async (name: string) => {
          told.push(`release ${name}`);
          return ok(undefined);
        },
      },
    };
    const { log, lines } = recordingLog();
    const retention = { tokens: 300, revocations: DAY, workloads: 2 * DAY };
    const job = (more: { readonly revisions?: number } = {}) =>
      forget({
        ledger,
        retention: { ...retention, ...more },
        now: () => NOW,
        isSound: () => answers.isSound ?? true,
        log,
      });
    return { job, told, lines };
  }

  it('goes by the settings, on one replica', async () => {
    const { job, told, lines } = underTest({});
    await job({ revisions: 3 * DAY }).look();
    expect(told).to.deep.equal([
      'hold retention',
      'tokens 300000',
      `revocations ${NOW - DAY * 1000}`,
      `logins ${NOW}`,
      `workloads ${NOW - 2 * DAY * 1000}`,
      `revisions ${NOW - 3 * DAY * 1000}`,
      'release retention',
    ]);
    expect(lines.map(({ kind, number }) => [kind, number])).to.deep.equal([['revisions', 2]]);
  });

  it('keeps revisions for good where nothing is said of them', async () => {
    const { job, told } = underTest({});
    await job().look();
    expect(told.some((line) => line.startsWith('revisions'))).to.equal(false);
  });

  it('leaves it to the replica that is at it', async () => {
    const { job, told, lines } = underTest({ held: ok(false) });
    await job().look();
    expect(told).to.deep.equal(['hold retention']);
    expect(lines).to.deep.equal([]);
  });

  it('forgets nothing by a clock that is not to be relied on', async () => {
    const { job, told } = underTest({ isSound: false });
    await job().look();
    expect(told).to.deep.equal([]);
  });

  const FAILURES: readonly Answers[] = [{ held: err('unavailable') }, { workloads: err('unavailable') }];
  for (const answers of FAILURES) {
    it(`says when it can't (${Object.keys(answers)})`, async () => {
      const { job, told, lines } = underTest(answers);
      await job().look();
      expect(lines.map(({ level }) => level)).to.deep.equal([40]);
      expect(told.at(-1)).to.equal(answers.held ? 'hold retention' : 'release retention');
    });
  }
});
