import type { ExchangedToken, ExchangeError } from '@cambio/client';
import { err, ok, type Result } from '@cambio/oauth';
import { expect } from 'chai';
import { EXIT } from '../../src/exit-code.ts';
import type { Problem } from '../../src/problem.ts';
import { keepFresh } from '../../src/run/renewal.ts';

function issued(accessToken: string, expiresIn: number): Result<ExchangedToken, ExchangeError> {
  const more = { tokenType: 'Bearer', issuedTokenType: 'x', scopes: [], decisionId: 'd' } as const;
  return ok({ accessToken, expiresIn, ...more });
}

const away: ExchangeError = {
  kind: 'unreachable',
  host: 'sts.example',
  unsent: true,
  detail: 'ECONNREFUSED',
};
const denied: ExchangeError = { kind: 'refused', status: 400, error: 'invalid_target' };

/** A command that runs while there is something left to answer: what was waited for, put and complained of. */
async function run(
  answers: readonly Result<ExchangedToken, ExchangeError>[],
  placing: (token: string) => Result<void, Problem> = () => ok(undefined),
) {
  const waits: number[] = [];
  const put: string[] = [];
  const failures: (ExchangeError | Problem)[] = [];
  let turn = 0;
  await keepFresh({
    expiresIn: 300,
    issue: async () => answers[turn++] ?? err(denied),
    put: async (token) => {
      put.push(token);
      return placing(token);
    },
    wait: async (seconds) => {
      waits.push(seconds);
      return turn < answers.length;
    },
    onFailure: (error) => failures.push(error),
  });
  return { waits, put, failures };
}

describe('keepFresh', () => {
  it('replaces a token after two thirds of its life, by the life of each', async () => {
    const { waits, put } = await run([issued('a', 600), issued('b', 60)]);
    expect({ waits, put }).to.deep.equal({ waits: [200, 400, 40], put: ['a', 'b'] });
  });

  it('does nothing for a command that ends before', async () => {
    expect(await run([])).to.deep.equal({ waits: [200], put: [], failures: [] });
  });

  it('tries what may pass again: halfway to the end, and at last every few seconds', async () => {
    const { waits, put, failures } = await run([...Array(6).fill(err(away)), issued('a', 300)]);
    expect(waits).to.deep.equal([200, 50, 25, 12.5, 6.25, 5, 5, 200]);
    expect(put).to.deep.equal(['a']);
    expect(failures).to.have.length(6);
  });

  it('tries again where there was no room for the token, with another', async () => {
    const full = { exit: EXIT.usage, message: 'cannot write /tmp/token: ENOSPC' };
    const answers = [issued('a', 300), issued('b', 300)];
    const { waits, put, failures } = await run(answers, (token) =>
      token === 'a' ? err(full) : ok(undefined),
    );
    expect({ waits, put, failures }).to.deep.equal({
      waits: [200, 50, 200],
      put: ['a', 'b'],
      failures: [full],
    });
  });

  it('does not repeat what was refused', async () => {
    const { waits, put, failures } = await run([err(denied), issued('a', 300)]);
    expect({ waits, put, failures }).to.deep.equal({ waits: [200], put: [], failures: [denied] });
  });
});
