import { expect } from 'chai';
import { buildkiteSource } from '../../src/index.ts';
import { AUDIENCE, given, programs } from './place.ts';

const REQUEST = ['buildkite-agent', 'oidc', 'request-token', '--audience', AUDIENCE];

describe('buildkiteSource', () => {
  it('asks the agent, for the ids that a trust rule pins too', async () => {
    const { io, runs } = programs({ code: 0, stdout: 'a.b.c\n' });
    expect(await given(buildkiteSource(io))).to.equal('a.b.c');
    expect(runs).to.deep.equal([[...REQUEST, '--claim', 'organization_id,pipeline_id,build_id']]);
  });

  it('leaves the claims to the pipeline where that names them', async () => {
    const { io, runs } = programs({ code: 0, stdout: 'a.b.c\n' });
    await given(buildkiteSource({ ...io, env: { BUILDKITE_OIDC_TOKEN_CLAIMS: 'organization_id' } }));
    expect(runs).to.deep.equal([REQUEST]);
  });

  it('says what the step needs', async () => {
    const said = await given(buildkiteSource(programs({ code: 1, stdout: 'canary' }).io));
    expect(said).to.match(/^refused: buildkite-agent ended with code 1: .*BUILDKITE_AGENT_ACCESS_TOKEN/);
    expect(said).not.to.include('canary');
  });
});
