import { expect } from 'chai';
import { circleciSource } from '../../src/index.ts';
import { AUDIENCE, given, jwtFor, programs } from './place.ts';

const organisation = { CIRCLE_OIDC_TOKEN_V2: jwtFor('6c1f0d2e-3b4a-4c5d-8e9f-a0b1c2d3e4f5') };

describe('circleciSource', () => {
  it('asks for a token with the audience, as the one it has is for the organisation', async () => {
    const { io, runs } = programs({ code: 0, stdout: 'a.b.c\n' });
    expect(await given(circleciSource({ ...io, env: organisation }))).to.equal('a.b.c');
    const claims = `{"aud":"${AUDIENCE}"}`;
    expect(runs).to.deep.equal([['circleci', 'run', 'oidc', 'get', '--claims', claims]]);
  });

  it('takes the one it has where it is for the audience', async () => {
    const { io, runs } = programs(undefined);
    const env = { CIRCLE_OIDC_TOKEN_V2: jwtFor(AUDIENCE), CIRCLE_OIDC_TOKEN: jwtFor(AUDIENCE, { v: 1 }) };
    expect(await given(circleciSource({ ...io, env }))).to.equal(env.CIRCLE_OIDC_TOKEN_V2);
    expect(runs).to.deep.equal([]);
  });

  it('says what the job needs', async () => {
    const said = await given(circleciSource({ ...programs(undefined).io, env: organisation }));
    expect(said).to.match(/^not_configured: circleci cannot be run: .*context/);
  });
});
