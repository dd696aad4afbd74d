import { expect } from 'chai';
import {
  answerJson,
  type EvilIssuer,
  endlessGzip,
  hangUp,
  rebindingResolver,
  startEvilIssuer,
  trickle,
} from '../../src/evil/index.ts';

describe('evil issuer', () => {
  let evil: EvilIssuer;

  beforeEach(async () => {
    evil = await startEvilIssuer();
  });

  afterEach(() => evil.close());

  it('counts who asks, and for what', async () => {
    evil.answer('/keys', answerJson({ keys: [] }));
    await (await fetch(`${evil.url}/keys`, { headers: { authorization: 'Bearer x' } })).json();
    await (await fetch(`${evil.url}/other`)).text();
    expect([evil.requests('/keys'), evil.requests('/other'), evil.requests()]).to.deep.equal([1, 1, 2]);
    expect(evil.authorization('/keys')).to.equal('Bearer x');
  });

  it('goes on for as long as somebody reads', async () => {
    for (const answer of [trickle, endlessGzip]) {
      evil.answer('/keys', answer);
      const response = await fetch(`${evil.url}/keys`);
      const reader = response.body?.getReader();
      for (let chunk = 0; chunk < 3; chunk++) expect((await reader?.read())?.done).to.equal(false);
      await reader?.cancel();
    }
  });

  it('breaks off', async () => {
    evil.answer('/keys', hangUp);
    const failed = await fetch(`${evil.url}/keys`).then(
      () => false,
      () => true,
    );
    expect(failed).to.equal(true);
  });

  it('changes what a name stands for', async () => {
    const { resolve, asked } = rebindingResolver(['203.0.113.1'], ['127.0.0.1', '::1']);
    expect(await resolve('a.test')).to.deep.equal([{ address: '203.0.113.1', family: 4 }]);
    expect((await resolve('a.test')).map(({ family }) => family)).to.deep.equal([4, 6]);
    expect(await resolve('a.test')).to.have.length(2);
    expect(asked).to.deep.equal(['a.test', 'a.test', 'a.test']);
  });
});
