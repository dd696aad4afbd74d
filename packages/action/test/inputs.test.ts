import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { parse } from 'yaml';
import { readInputs } from '../src/inputs.ts';
import { fakeRunner } from './fake-runner.ts';

const GATEWAY = 'https://sts.acme.example';
const VALID = { INPUT_GATEWAY: GATEWAY, INPUT_AUDIENCE: 'deployer' };

const read = (env: Readonly<Record<string, string>>) => readInputs(fakeRunner(env).runner);

describe('the inputs', () => {
  it('are those that action.yml declares', async () => {
    const asked: string[] = [];
    const { runner } = fakeRunner(VALID);
    readInputs({
      ...runner,
      input: (name) => {
        asked.push(name);
        return runner.input(name);
      },
    });
    const declared = parse(await readFile(new URL('../action.yml', import.meta.url), 'utf8'));
    expect(asked).to.have.members(Object.keys(declared.inputs));
  });

  it('are taken as they are, and those left out are not there', () => {
    expect(read(VALID)).to.deep.equal({
      ok: true,
      value: { gateway: GATEWAY, target: { audience: 'deployer' } },
    });
    const all = {
      ...VALID,
      INPUT_SCOPE: ' deploy:read\n deploy:write\n',
      INPUT_MAPPING: 'shop-deploy',
      INPUT_ENVIRONMENT: 'DEPLOY_TOKEN',
    };
    expect(read(all)).to.deep.equal({
      ok: true,
      value: {
        gateway: GATEWAY,
        target: { audience: 'deployer', scopes: ['deploy:read', 'deploy:write'], mapping: 'shop-deploy' },
        environment: 'DEPLOY_TOKEN',
      },
    });
  });

  it('name the gateway, else CAMBIO_GATEWAY does, without the slash of a browser', () => {
    const elsewhere = { CAMBIO_GATEWAY: 'https://other.acme.example' };
    expect(read({ ...VALID, ...elsewhere })).to.have.nested.property('value.gateway', GATEWAY);
    expect(read({ ...elsewhere, INPUT_GATEWAY: '' })).to.have.nested.property(
      'value.gateway',
      elsewhere.CAMBIO_GATEWAY,
    );
    expect(read({ INPUT_GATEWAY: `${GATEWAY}/` })).to.have.nested.property('value.gateway', GATEWAY);
  });

  for (const [changed, said] of [
    [{ INPUT_GATEWAY: '' }, 'gateway: '],
    [{ INPUT_GATEWAY: 'sts.acme.example' }, 'gateway: '],
    [{ INPUT_GATEWAY: `${GATEWAY}/\n::error::` }, 'gateway: '],
    [{ INPUT_ENVIRONMENT: '1ST' }, 'environment: '],
    [{ INPUT_ENVIRONMENT: 'A=B\nPATH' }, 'environment: '],
    [{ INPUT_SCOPE: 'a "b"' }, 'scope: '],
  ] as const) {
    it(`are refused with ${JSON.stringify(changed)}`, () => {
      expect(read({ ...VALID, ...changed }))
        .to.have.nested.property('error.message')
        .that.matches(new RegExp(`^${said}`));
    });
  }
});

describe('a process that no runner started', () => {
  it('ends before it asks for anything', () => {
    expect(() => fakeRunner({ GITHUB_STATE: undefined })).to.throw(TypeError, 'GITHUB_STATE is not set');
  });
});
