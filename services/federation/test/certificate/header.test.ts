import { createAuthority } from '@cambio/testkit/certificates';
import { expect } from 'chai';
import { readCertificateHeader } from '../../src/certificate/header.ts';

describe('the header of a proxy that tells certificates', () => {
  let base64: string;
  before(async () => {
    const certificate = await (await createAuthority('Acme', Date.now)).issue();
    base64 = certificate.der.toString('base64');
  });

  it('holds a byte sequence of DER (RFC 9440 §2.2)', () => {
    for (const value of [`:${base64}:`, `  :${base64}:  `]) {
      expect(readCertificateHeader([value])?.raw.toString('base64')).to.equal(base64);
    }
  });

  it('is none where it is missing', () => {
    expect(readCertificateHeader(undefined)).to.equal(undefined);
    expect(readCertificateHeader([])).to.equal(undefined);
  });

  it('is none where it came twice, or holds anything else', () => {
    const good = `:${base64}:`;
    expect(readCertificateHeader([good, good])).to.equal(undefined);
    const pem = encodeURIComponent(`-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`);
    for (const value of [
      '',
      ':',
      '::',
      ':AAAA:',
      base64,
      `:${base64}`,
      `${good}, ${good}`,
      `${good};a=b`,
      pem,
    ]) {
      expect(readCertificateHeader([value]), value.slice(0, 20)).to.equal(undefined);
    }
  });
});
