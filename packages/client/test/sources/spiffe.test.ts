import { expect } from 'chai';
import { type SourceIo, spiffeSource } from '../../src/index.ts';
import { AUDIENCE, given } from './place.ts';

const env = { SPIFFE_ENDPOINT_SOCKET: 'unix:///run/agent.sock' };

describe('spiffeSource', () => {
  it('asks the Workload API that the variable names, for the audience', async () => {
    const asked: string[] = [];
    const fetchJwtSvid: SourceIo['fetchJwtSvid'] = async (endpoint, audience) => {
      asked.push(endpoint, audience);
      return 'a.b.c';
    };
    expect(await given(spiffeSource({ env, fetchJwtSvid }))).to.equal('a.b.c');
    expect(asked).to.deep.equal([env.SPIFFE_ENDPOINT_SOCKET, AUDIENCE]);
  });

  it('says what to look at where there is no SVID', async () => {
    const fetchJwtSvid = () => Promise.reject(new Error('canary'));
    expect(await given(spiffeSource({ env, fetchJwtSvid })))
      .to.match(/^unavailable: .*entry is registered.*@grpc\/grpc-js/)
      .and.not.include('canary');
  });

  for (const socket of [undefined, '/run/agent.sock', 'https://agent.example']) {
    it(`does not take ${socket} for an address`, async () => {
      const source = spiffeSource({
        env: { SPIFFE_ENDPOINT_SOCKET: socket },
        fetchJwtSvid: () => expect.fail('nobody may be asked'),
      });
      expect(await given(source)).to.match(/^not_configured: SPIFFE_ENDPOINT_SOCKET/);
    });
  }
});
