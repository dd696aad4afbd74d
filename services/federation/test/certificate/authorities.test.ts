import { X509Certificate } from 'node:crypto';
import { type Certificate, createAuthority, selfSigned } from '@cambio/testkit/certificates';
import { expect } from 'chai';
import { isIssuedBy, readCertificates } from '../../src/certificate/authorities.ts';

const NOW = Date.UTC(2026, 5, 1);
const HOUR = 3_600_000;
const now = () => NOW;

const isTrusted = (pem: string, { cert }: Certificate, at = NOW) =>
  isIssuedBy(readCertificates(pem), new X509Certificate(cert), at);

describe('an authority', () => {
  it('vouches for the certificates it issued, while they and it are in date', async () => {
    const authority = await createAuthority('Acme', now);
    const certificate = await authority.issue();
    expect(isTrusted(authority.ca, certificate)).to.equal(true);
    for (const at of [NOW - 2 * HOUR, NOW + 2 * HOUR]) {
      expect(isTrusted(authority.ca, certificate, at)).to.equal(false);
    }
    const long = await authority.issue({ notBefore: 0, notAfter: NOW + 24 * HOUR });
    expect(isTrusted(authority.ca, long, NOW + 2 * HOUR)).to.equal(false);
  });

  it('is one of several, and those below another are listed themselves', async () => {
    const [one, other] = await Promise.all([createAuthority('One', now), createAuthority('Other', now)]);
    const below = await other.subordinate('Below');
    const certificate = await below.issue();
    expect(isTrusted(`${one.ca}\n${other.ca}`, certificate)).to.equal(false);
    expect(isTrusted(`${one.ca}\n${below.ca}`, certificate)).to.equal(true);
  });

  it('does not vouch for others', async () => {
    const authority = await createAuthority('Acme', now);
    const namesake = await createAuthority('Acme', now);
    const leaf = await authority.issue({ usages: [] });
    const bad: readonly Certificate[] = [
      await namesake.issue(),
      await selfSigned({}, now),
      await selfSigned({ subject: [{ CN: ['Acme'] }] }, now),
      await authority.issue({ authority: true }),
      await authority.issue({ usages: ['1.3.6.1.5.5.7.3.1'] }),
    ];
    for (const certificate of bad) expect(isTrusted(authority.ca, certificate)).to.equal(false);
    expect(isTrusted(authority.ca, leaf)).to.equal(true);
    expect(isTrusted(leaf.cert, leaf)).to.equal(false);
    expect(isTrusted('', leaf)).to.equal(false);
  });

  it('is a certificate', () => {
    expect(readCertificates('')).to.deep.equal([]);
    expect(() => readCertificates('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----')).to.throw(
      'wrong tag',
    );
  });
});
