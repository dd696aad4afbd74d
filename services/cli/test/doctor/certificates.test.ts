import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '@cambio/settings';
import {
  type Certificate,
  type CertificateAuthority,
  type CertificateRequest,
  createAuthority,
} from '@cambio/testkit/certificates';
import { expect } from 'chai';
import { checkAuthorities } from '../../src/doctor/checks/authorities.ts';
import { checkCertificates } from '../../src/doctor/checks/certificates.ts';
import { checkRevocations } from '../../src/doctor/checks/revocations.ts';
import { defaultSettings } from '../../src/settings/read-settings.ts';
import { terminalUnderTest } from '../terminal-under-test.ts';

const DAY = 86_400_000;
const NOW = 1_800_000_000_000;
const now = () => NOW;
const HOST: CertificateRequest = { alternativeNames: [{ type: 'dns', value: 'sts.acme.example' }] };

describe('doctor, of certificates', () => {
  let folder: string;
  let root: CertificateAuthority;
  let middle: CertificateAuthority;
  let leaf: Certificate;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cambio-certificates-'));
    root = await createAuthority('Acme root', now);
    middle = await root.subordinate('Acme middle');
    leaf = await middle.issue({ ...HOST, notAfter: NOW + 90 * DAY });
  });
  after(() => rm(folder, { recursive: true }));

  async function stated(cert: string, key = leaf.key, changes: Partial<Settings> = {}) {
    const tls = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
    await writeFile(tls.cert, cert);
    await writeFile(tls.key, key);
    const settings = defaultSettings();
    const listen = { ...settings.listen, tls };
    const found = await checkCertificates(
      { ...settings, issuer: 'https://sts.acme.example', listen, ...changes },
      terminalUnderTest({ now }),
    );
    return found.map(({ state, found }) => `${state}: ${found.replaceAll(`${folder}/`, '')}`);
  }

  const LEAF = 'ok: cert.pem is good for 90d more';
  const MIDDLE = 'warning: CN=Acme middle in cert.pem is good for 1h more';
  const UNKNOWN = (name: string) =>
    `warning: cert.pem ends with ${name}, whose authority not everybody knows`;

  it('says how long each of the chain is good for, and whose authority ends it', async () => {
    expect(await stated(`${leaf.cert}\n${middle.ca}`)).to.deep.equal([
      LEAF,
      MIDDLE,
      UNKNOWN('CN=Acme middle'),
    ]);
  });

  it('finds intermediates that are missing', async () => {
    expect(await stated(leaf.cert)).to.deep.equal([LEAF, UNKNOWN('CN=client')]);
  });

  it('finds a chain in the wrong order', async () => {
    expect(await stated(`${leaf.cert}\n${root.ca}\n${middle.ca}`)).to.include(
      'failed: number 1 in cert.pem is not signed by number 2',
    );
  });

  it('finds a key of another certificate', async () => {
    const other = await middle.issue(HOST);
    const [first] = await stated(leaf.cert, other.key);
    expect(first).to.match(/^failed: key.pem and cert.pem do not fit: .*key values mismatch/);
  });

  it('finds one that is not valid yet', async () => {
    const early = await middle.issue({ ...HOST, notBefore: NOW + 2 * DAY, notAfter: NOW + 9 * DAY });
    expect(await stated(early.cert, early.key)).to.include('failed: cert.pem is not valid for 2d yet');
  });

  it('finds files that are none', async () => {
    expect(await stated('nothing')).to.deep.equal([
      'failed: cert.pem with key.pem cannot be used: it holds no certificate',
    ]);
  });

  it('looks at the authorities that are believed', async () => {
    const settings = defaultSettings();
    const clientCa = join(folder, 'clients.pem');
    await writeFile(clientCa, root.ca);
    const look = (at: number) =>
      checkAuthorities(
        { ...settings, listen: { ...settings.listen, clientCa } },
        terminalUnderTest({ now: () => at }),
      );
    expect((await look(NOW)).map(({ about, state }) => [about, state])).to.deep.equal([
      ['listen.clientCa', 'warning'],
    ]);
    expect((await look(NOW + DAY))[0]?.state).to.equal('failed');
  });

  it('looks at the list of what is revoked', async () => {
    const settings = defaultSettings();
    const clientCrl = join(folder, 'revoked.pem');
    const tls = { cert: 'cert.pem', key: 'key.pem', clientCrl };
    const look = async () => {
      const found = await checkRevocations({ ...settings, listen: { ...settings.listen, tls } });
      return found.map(({ about, state, found }) => `${about}, ${state}: ${found.replaceAll(folder, '')}`);
    };
    expect((await look())[0]).to.match(/^listen\.tls\.clientCrl, failed: .* cannot be used: ENOENT/);
    await writeFile(clientCrl, 'nothing');
    expect((await look())[0]).to.match(/, failed: .* cannot be used: Failed to parse CRL$/);
    await writeFile(clientCrl, await root.revoke(leaf));
    expect((await look())[0]).to.equal('listen.tls.clientCrl, ok: /revoked.pem can be used');
  });
});
