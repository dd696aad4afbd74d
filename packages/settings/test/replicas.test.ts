import { expect } from 'chai';
import { complaints, loaded } from './loading.ts';

const POSTGRES = 'ledger: {url: postgres://db/cambio}';
const REDIS = 'marks: {url: redis://redis}';

describe('replicas', () => {
  it('are one by default, on any store', () => {
    expect(loaded('').settings.replicas).to.equal('one');
    expect(loaded(`${POSTGRES}\n${REDIS}`).settings.replicas).to.equal('one');
    expect(loaded(`${POSTGRES}\nmarks: {url: "sqlite:./marks.db"}`).settings.replicas).to.equal('one');
  });

  it('are many over PostgreSQL and Redis', () => {
    for (const form of ['redis://r', 'rediss://r', 'redis+sentinel://r/m', 'rediss+cluster://r']) {
      const { settings } = loaded(`replicas: many\n${POSTGRES}\nmarks: {url: ${form}}`);
      expect(settings.replicas).to.equal('many');
    }
  });

  it('name each store they lack', () => {
    const ledger =
      'ledger.url must be postgres://… with `replicas: many`: one machine alone has a SQLite file';
    const marks =
      'marks.url must be redis://… with `replicas: many`: what one gateway has marked, all must see';
    const named = (text: string) => complaints(text).map((line) => line.replace(/^\S+ /, ''));
    expect(named('replicas: many')).to.have.members([ledger, marks]);
    expect(named(`replicas: many\n${REDIS}`)).to.deep.equal([ledger]);
    expect(named(`replicas: many\n${POSTGRES}`)).to.deep.equal([marks]);
    expect(named(`replicas: many\n${POSTGRES}\nmarks: {url: "sqlite:x"}`)).to.deep.equal([marks]);
  });
});
