import { expect } from 'chai';
import { detectSource, type SourceIo } from '../../src/index.ts';

const io: SourceIo = { fetch, readFile: async (path) => `from.${path.slice(1)}` };

const cases = [
  [{}, undefined],
  [{ GITHUB_ACTIONS: 'false', PATH: '/bin' }, undefined],
  [{ CAMBIO_SUBJECT_TOKEN: 'a.b.c' }, 'environment-variable'],
  [{ CAMBIO_SUBJECT_TOKEN_FILE: '/token' }, 'file'],
  [{ GITHUB_ACTIONS: 'true' }, 'github-actions'],
  [{ ACTIONS_ID_TOKEN_REQUEST_URL: 'https://x.example' }, 'github-actions'],
  [{ GITHUB_ACTIONS: 'true', CAMBIO_SUBJECT_TOKEN_FILE: '/token' }, 'file'],
  [{ CAMBIO_SUBJECT_TOKEN: 'a.b.c', CAMBIO_SUBJECT_TOKEN_FILE: '/token' }, 'environment-variable'],
] as const;

describe('detectSource', () => {
  for (const [env, name] of cases) {
    it(`finds ${name ?? 'nothing'} in ${JSON.stringify(env)}`, () => {
      expect(detectSource(env, io)?.name).to.equal(name);
    });
  }

  it('opens what it found', async () => {
    const file = await detectSource({ CAMBIO_SUBJECT_TOKEN_FILE: '/token' }, io)?.token('a');
    expect(file?.ok && file.value.token).to.equal('from.token');
    const variable = await detectSource({ CAMBIO_SUBJECT_TOKEN: 'a.b.c' }, io)?.token('a');
    expect(variable?.ok && variable.value.token).to.equal('a.b.c');
  });
});
