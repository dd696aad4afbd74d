import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOOPBACK_TLS } from '@cambio/testkit';
import { createAuthority, selfSigned } from '@cambio/testkit/certificates';
import { expect } from 'chai';
import { openCertificateFiles } from '../../src/certificate/files.ts';

const LISTEN = { host: '127.0.0.1', port: 0, trustedProxies: [] };

describe('certificate files', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cambio-certificates-'));
    await put('cert.pem', LOOPBACK_TLS.cert);
    await put('key.pem', LOOPBACK_TLS.key);
  });
  afterEach(() => rm(folder, { recursive: true }));

  const put = (name: string, text: string) => writeFile(join(folder, name), text);
  const tls = () => ({ cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') });
  const failureOf = (opening: Promise<unknown>) =>
    opening.then(
      () => 'opened',
      (error: unknown) => String(error),
    );

  it('are none where none are named', async () => {
    const files = await openCertificateFiles(LISTEN);
    expect(files.current()).to.deep.equal({ authorities: [] });
    expect(await files.reread()).to.equal(false);
  });

  it('are read', async () => {
    const authority = await createAuthority('Acme', Date.now);
    await put('clients.pem', authority.ca);
    const files = await openCertificateFiles({
      ...LISTEN,
      tls: tls(),
      clientCa: join(folder, 'clients.pem'),
    });
    expect(files.current().tls).to.deep.equal({
      cert: LOOPBACK_TLS.cert,
      key: LOOPBACK_TLS.key,
      clientCa: authority.ca,
    });
    expect(files.current().authorities.map(({ subject }) => subject)).to.deep.equal(['CN=Acme']);
  });

  it('cannot be used where one is missing, none is in it, or they do not fit together', async () => {
    const stranger = await selfSigned({}, Date.now);
    expect(
      await failureOf(openCertificateFiles({ ...LISTEN, tls: { ...tls(), cert: 'nowhere' } })),
    ).to.contain('ENOENT');
    await put('clients.pem', 'nothing');
    const clientCa = join(folder, 'clients.pem');
    expect(await failureOf(openCertificateFiles({ ...LISTEN, clientCa }))).to.contain('holds no certificate');
    await put('key.pem', stranger.key);
    expect(await failureOf(openCertificateFiles({ ...LISTEN, tls: tls() }))).to.contain(
      'key values mismatch',
    );
  });

  it('are read again, and what cannot be used is left', async () => {
    const files = await openCertificateFiles({ ...LISTEN, tls: tls() });
    const before = files.current();
    expect(await files.reread()).to.equal(false);
    const renewed = await selfSigned({}, Date.now);
    await put('cert.pem', renewed.cert);
    expect(await failureOf(files.reread())).to.contain('key values mismatch');
    expect(files.current()).to.equal(before);
    await put('key.pem', renewed.key);
    expect(await files.reread()).to.equal(true);
    expect(files.current().tls).to.deep.equal({ cert: renewed.cert, key: renewed.key });
    expect(await files.reread()).to.equal(false);
  });
});
