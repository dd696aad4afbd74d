import { randomBytes } from 'node:crypto';
import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { loginStates } from '../../../src/provider/people/login-state.ts';

const KEY = randomBytes(32);
const STATE = { interaction: 'interaction-1', nonce: 'nonce-1', codeVerifier: 'verifier-1' };

describe('the state of a log-in', () => {
  let time = 1_795_000_000_000;
  const states = loginStates(KEY, () => time);

  it('comes back as it was, with the cookie of its browser', async () => {
    const { state, cookie } = await states.seal(STATE);
    expect(await states.open(state, cookie)).to.deep.equal(ok(STATE));
  });

  it('tells nobody on the way what is in it', async () => {
    const { state } = await states.seal(STATE);
    const parts = state.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));
    expect(parts.join()).not.to.match(/interaction-1|nonce-1|verifier-1/);
  });

  it('is opened on every replica that has the key', async () => {
    const { state, cookie } = await states.seal(STATE);
    expect(await loginStates(KEY, () => time).open(state, cookie)).to.deep.equal(ok(STATE));
  });

  for (const [what, alter] of [
    ['without the cookie', ({ state }: Sealed) => [state, undefined]],
    ['with the cookie of another browser', ({ state }: Sealed) => [state, 'another']],
    ['once a character of it was changed', ({ state, cookie }: Sealed) => [flipped(state), cookie]],
    ['when it is something else', ({ cookie }: Sealed) => ['state', cookie]],
  ] as const) {
    it(`is refused ${what}`, async () => {
      const [state = '', cookie] = alter(await states.seal(STATE));
      expect(await states.open(state, cookie)).to.deep.equal(err('state_refused'));
    });
  }

  it('is refused under another key', async () => {
    const { state, cookie } = await states.seal(STATE);
    const others = loginStates(randomBytes(32), () => time);
    expect(await others.open(state, cookie)).to.deep.equal(err('state_refused'));
  });

  it('is good for ten minutes', async () => {
    const { state, cookie } = await states.seal(STATE);
    time += 599_000;
    expect((await states.open(state, cookie)).ok).to.equal(true);
    time += 2000;
    expect(await states.open(state, cookie)).to.deep.equal(err('state_refused'));
  });
});

interface Sealed {
  readonly state: string;
  readonly cookie: string;
}

function flipped(state: string): string {
  const at = state.length - 40;
  return state.slice(0, at) + (state[at] === 'A' ? 'B' : 'A') + state.slice(at + 1);
}
