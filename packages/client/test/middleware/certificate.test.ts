import { X509Certificate } from 'node:crypto';
import { expect } from 'chai';
import { type Answer, type Call, call } from './call.ts';
import { CLIENT, RENEWED_CLIENT } from './certificates.ts';
import { describeServices, expectRefusal, thumbprintOf } from './service-under-test.ts';

describeServices(' and certificates', ({ issuer, serve, ask }) => {
  async function withCertificate(
    token: string,
    certificate?: Call['certificate'],
    headers: readonly string[] = [],
  ): Promise<Answer> {
    const service = await serve({}, { tls: true });
    const presented = certificate === undefined ? {} : { certificate };
    return call(service.url, { headers: ['authorization', `Bearer ${token}`, ...headers], ...presented });
  }

  async function tokenBoundTo({ cert }: { readonly cert: string }): Promise<string> {
    return issuer().issue({ claims: { cnf: { 'x5t#S256': await thumbprintOf(cert) } } });
  }

  it('MT-06 takes a token over a connection with the certificate it is bound to', async () => {
    const answer = await withCertificate(await tokenBoundTo(CLIENT), CLIENT);
    expect(answer.status).to.equal(200);
  });

  it('MT-06 takes none without a certificate, nor with a renewed one of the same name', async () => {
    const token = await tokenBoundTo(CLIENT);
    expectRefusal(await withCertificate(token), 401, 'invalid_token');
    expectRefusal(await withCertificate(token, RENEWED_CLIENT), 401, 'invalid_token');
    expectRefusal(await ask(['authorization', `Bearer ${token}`]), 401, 'invalid_token');
  });

  it('MT-09 believes no header about the certificate', async () => {
    const token = await tokenBoundTo(CLIENT);
    const der = new X509Certificate(CLIENT.cert).raw.toString('base64');
    const names = ['client-cert', 'x-forwarded-client-cert', 'x-ssl-client-cert', 'ssl-client-cert'];
    const headers = names.flatMap((name) => [name, name === 'client-cert' ? `:${der}:` : der]);
    expectRefusal(await withCertificate(token, undefined, headers), 401, 'invalid_token');
    expectRefusal(await withCertificate(token, RENEWED_CLIENT, headers), 401, 'invalid_token');
  });

  it('MT-09 lets a service name where its proxy puts the certificate', async () => {
    const token = await tokenBoundTo(CLIENT);
    const certificateOf = ({ headers }: { headers: Record<string, unknown> }) => {
      const field = headers['client-cert'];
      return typeof field === 'string' ? Buffer.from(field.slice(1, -1), 'base64') : undefined;
    };
    const service = await serve({}, { demands: { certificateOf } });
    const bearer = ['authorization', `Bearer ${token}`];
    const der = new X509Certificate(CLIENT.cert).raw.toString('base64');
    const proxied = await call(service.url, { headers: [...bearer, 'client-cert', `:${der}:`] });
    expect(proxied.status).to.equal(200);
    expectRefusal(await call(service.url, { headers: bearer }), 401, 'invalid_token');
  });

  it('takes an unbound token over such a connection, unless it demands a bound one', async () => {
    const token = await issuer().issue();
    expect((await withCertificate(token, CLIENT)).status).to.equal(200);
    const strict = await serve({ bindingRequired: true });
    const answer = await call(strict.url, { headers: ['authorization', `Bearer ${token}`] });
    expectRefusal(answer, 401, 'invalid_token');
  });
});
