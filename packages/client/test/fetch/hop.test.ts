import { expect } from 'chai';
import fc from 'fast-check';
import { type Hop, nextHop } from '../../src/fetch/hop.ts';

const CREDENTIALS = {
  authorization: 'DPoP x',
  dpop: 'proof',
  cookie: 'a=b',
  'proxy-authorization': 'Basic x',
};

const answered = (status: number, location?: string) =>
  new Response(null, { status, headers: location === undefined ? {} : { location } });

function hopFrom(url: string, method = 'GET'): Hop {
  return { url: new URL(url), method, headers: new Headers({ ...CREDENTIALS, 'x-trace': 't' }) };
}

describe('nextHop', () => {
  it('takes credentials to no other origin, wherever a redirect leads', () => {
    const url = fc.webUrl({ validSchemes: ['http', 'https'], withQueryParameters: true });
    const location = fc.oneof(
      url,
      fc.webPath(),
      fc.webPath().map((path) => `//other.example${path}`),
    );
    const status = fc.constantFrom(301, 302, 303, 307, 308);
    fc.assert(
      fc.property(url, location, status, fc.constantFrom('GET', 'POST', 'PUT'), (from, to, code, method) => {
        fc.pre(URL.canParse(to, from));
        const hop = hopFrom(from, method);
        const next = nextHop(hop, answered(code, to)) ?? expect.fail('it is a redirect');
        const kept = Object.keys(CREDENTIALS).filter((name) => next.headers.has(name));
        expect(kept).to.deep.equal(next.url.origin === hop.url.origin ? Object.keys(CREDENTIALS) : []);
        expect(next.headers.get('x-trace')).to.equal('t');
      }),
    );
  });

  it('is another origin by its scheme and port, too', () => {
    for (const to of ['http://a.example/', 'https://a.example:8443/', 'https://b.a.example/']) {
      expect(
        nextHop(hopFrom('https://a.example/'), answered(302, to))?.headers.has('authorization'),
      ).to.equal(false);
    }
    const same = nextHop(hopFrom('https://a.example/x'), answered(302, 'https://a.example:443/y'));
    expect(same?.headers.has('authorization')).to.equal(true);
  });

  it('is nowhere for an answer that is no redirect', () => {
    for (const response of [answered(200, '/x'), answered(304, '/x'), answered(302)]) {
      expect(nextHop(hopFrom('https://a.example/'), response)).to.equal(undefined);
    }
  });
});
