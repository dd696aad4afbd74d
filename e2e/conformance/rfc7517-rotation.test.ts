import { decode } from '@cambio/testkit';
import { expect } from 'chai';
import { kidOf, type ReadKeySet, readKeySet } from '../shop/key-sets.ts';
import { type Acme, openAcme } from './acme.ts';

describe('RFC 7517, the key set while keys rotate', () => {
  let acme: Acme;
  before(async () => {
    acme = await openAcme({ args: ['--set', 'keys.rotateEvery=2s', '--set', 'keys.publishAhead=2s'] });
  });
  after(() => acme.close());

  it('JW-21: has every key a max-age before it signs, keeps it while its tokens live, and uses no name again', async () => {
    const read: ReadKeySet[] = [await readKeySet(acme.gateway.issuer)];
    const signed: { readonly kid: string; readonly at: number; readonly exp: number }[] = [];
    while (new Set(signed.map(({ kid }) => kid)).size < 4) {
      const token = await acme.grant();
      signed.push({ kid: kidOf(token), at: Date.now(), exp: Number(decode(token).claims.exp) });
      read.push(await readKeySet(acme.gateway.issuer));
    }
    for (const [kid, tokens] of Map.groupBy(signed, (token) => token.kid)) {
      const [first, last] = [tokens[0] ?? never(), tokens.at(-1) ?? never()];
      const kept = read.findLast((set) => set.at + set.maxAge * 1000 <= first.at) ?? read[0];
      expect(kept?.kids, 'whoever kept the set as long as he may').to.include(kid);
      const later = read.filter((set) => set.at >= first.at && set.at < last.exp * 1000);
      for (const set of later) expect(set.kids, 'as long as its tokens live').to.include(kid);
    }
    const turns = signed.map(({ kid }) => kid).filter((kid, index, kids) => kid !== kids[index - 1]);
    expect(new Set(turns).size).to.equal(turns.length);
    for (const { kids } of read) expect(new Set(kids).size).to.equal(kids.length);
  });
});

function never(): never {
  throw new Error('every key signed something');
}
