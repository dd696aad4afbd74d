import { expect } from 'chai';
import { commandSource, openSource } from '../../src/index.ts';
import { AUDIENCE, given, place, programs } from './place.ts';

describe('commandSource', () => {
  it('runs the program for each token, with the audience where it wants it', async () => {
    const { io, runs } = programs({ code: 0, stdout: 'a.b.c\n' });
    const source = commandSource(['vault', 'read', 'aud=AUDIENCE', 'x'], io);
    expect([await given(source), await given(source, 'b c')]).to.deep.equal(['a.b.c', 'a.b.c']);
    expect(runs).to.deep.equal([
      ['vault', 'read', `aud=${AUDIENCE}`, 'x'],
      ['vault', 'read', 'aud=b c', 'x'],
    ]);
  });

  const failures = [
    [{ code: 3, stdout: 'canary' }, 'refused: vault ended with code 3'],
    [{ code: 0, stdout: 'error: canary' }, 'malformed: it does not hold a token'],
    [{ code: 0, stdout: '' }, 'malformed: it is empty'],
    [undefined, 'not_configured: vault cannot be run'],
  ] as const;
  for (const [ran, expected] of failures) {
    it(`fails without repeating what was said: ${expected}`, async () => {
      expect(await given(commandSource(['vault', 'canary'], programs(ran).io))).to.equal(expected);
    });
  }

  it('is found as a JSON list', async () => {
    const { io, runs } = programs({ code: 0, stdout: 'a.b.c' });
    const env = { CAMBIO_SUBJECT_TOKEN_COMMAND: '["mint", "--for=AUDIENCE"]' };
    expect(await given(openSource('command', { ...io, env }))).to.equal('a.b.c');
    expect(runs).to.deep.equal([['mint', `--for=${AUDIENCE}`]]);
  });

  for (const text of ['mint --for=me', '[]', '[1]', '["", "a"]', '{}', '["a", {}]']) {
    it(`is not ${text}`, async () => {
      const source = openSource('command', place({ env: { CAMBIO_SUBJECT_TOKEN_COMMAND: text } }));
      expect(await given(source)).to.match(
        /^not_configured: CAMBIO_SUBJECT_TOKEN_COMMAND is not a JSON list/,
      );
    });
  }
});
