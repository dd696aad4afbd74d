import { X509Certificate } from 'node:crypto';
import {
  type CertificateAuthority,
  type CertificateRequest,
  createAuthority,
} from '@cambio/testkit/certificates';
import { expect } from 'chai';
import { type SubjectKind, saysSubject } from '../../src/certificate/subject.ts';

const DN = 'tls_client_auth_subject_dn';
const DNS = 'tls_client_auth_san_dns';
const URI = 'tls_client_auth_san_uri';
const IP = 'tls_client_auth_san_ip';
const EMAIL = 'tls_client_auth_san_email';

const SUBJECT = [{ C: ['CH'] }, { O: ['Acme, Inc. '] }, { CN: ['Zürich'] }];

const ALL: CertificateRequest = {
  subject: SUBJECT,
  alternativeNames: [
    { type: 'dns', value: 'orders.acme.example' },
    { type: 'url', value: 'spiffe://acme.example/ns/a,b' },
    { type: 'ip', value: '2001:db8::7' },
    { type: 'ip', value: '192.0.2.7' },
    { type: 'email', value: 'orders@acme.example' },
    { type: 'dn', value: 'CN=other, O=Acme' },
  ],
};

describe('what a certificate says', () => {
  let authority: CertificateAuthority;
  before(async () => {
    authority = await createAuthority('Acme', Date.now);
  });
  const says = async (request: CertificateRequest, kind: SubjectKind, registered: string) =>
    saysSubject(new X509Certificate((await authority.issue(request)).cert), kind, registered);

  const right: readonly [SubjectKind, string][] = [
    [DN, 'CN=Zürich,O=Acme\\, Inc.\\ ,C=CH'],
    [DN, '2.5.4.3=Z\\C3\\BCrich, o=Acme\\2C Inc.\\20, c=CH'],
    [DNS, 'orders.acme.example'],
    [URI, 'spiffe://acme.example/ns/a,b'],
    [IP, '2001:db8::7'],
    [IP, '2001:0DB8:0:0:0:0:0:7'],
    [IP, '192.0.2.7'],
    [EMAIL, 'orders@acme.example'],
  ];
  for (const [kind, registered] of right) {
    it(`is ${kind} ${registered}`, async () => {
      expect(await says(ALL, kind, registered)).to.equal(true);
    });
  }

  const wrong: readonly [SubjectKind, string][] = [
    [DN, 'CN=Zürich'],
    [DN, 'C=CH,O=Acme\\, Inc.\\ ,CN=Zürich'],
    [DN, 'CN=other,O=Acme'],
    [DN, ''],
    [DNS, 'Orders.acme.example'],
    [DNS, 'acme.example'],
    [DNS, 'orders.acme.example.'],
    [DNS, 'spiffe://acme.example/ns/a,b'],
    [URI, 'spiffe://acme.example/ns/a'],
    [URI, 'spiffe://acme.example/ns/a\\u002cb'],
    [IP, '2001:db8::8'],
    [IP, '::ffff:192.0.2.7'],
    [EMAIL, 'orders@Acme.example'],
    [EMAIL, 'orders.acme.example'],
  ];
  for (const [kind, registered] of wrong) {
    it(`is not ${kind} ${registered}`, async () => {
      expect(await says(ALL, kind, registered)).to.equal(false);
    });
  }

  it('takes no wildcard for a name, and no name for a wildcard', async () => {
    const wildcard: CertificateRequest = { alternativeNames: [{ type: 'dns', value: '*.acme.example' }] };
    expect(await says(wildcard, DNS, 'orders.acme.example')).to.equal(false);
    expect(await says(ALL, DNS, '*.acme.example')).to.equal(false);
  });

  it('is not misled by a name that reads like several', async () => {
    const values = [
      'a, URI:spiffe://acme.example/x',
      'a", URI:"spiffe://acme.example/x',
      'a\nURI:spiffe://acme.example/x',
    ];
    for (const value of values) {
      const misleading: CertificateRequest = { alternativeNames: [{ type: 'dns', value }] };
      expect(await says(misleading, URI, 'spiffe://acme.example/x'), value).to.equal(false);
    }
    const inName = [{ O: ['x\nCN=orders'] }, { CN: ['y'] }];
    expect(await says({ subject: inName }, DN, 'CN=y,CN=orders,O=x')).to.equal(false);
  });

  it('is nothing without names', async () => {
    for (const [kind, registered] of right)
      expect(await says({ subject: [] }, kind, registered)).to.equal(false);
  });
});
