import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { listen, type RunningServer } from '@cambio/testkit';
import { expect } from 'chai';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { CAMBIO } from '../../gateway/cambio.ts';
import { runProgram } from '../../gateway/programs.ts';
import { openShop, type Shop } from '../../shop/shop.ts';
import { DEPLOYER, SHOP } from '../../shop/trust.ts';

const ROLE = 'arn:aws:iam::123456789012:role/deploy';

const KEYS = `<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials>
<SessionToken>a-session</SessionToken><SecretAccessKey>a-secret</SecretAccessKey>
<Expiration>2999-01-01T00:00:00Z</Expiration><AccessKeyId>ASIAEXAMPLE</AccessKeyId>
</Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`;

describe("cambio credential aws, called by AWS's SDK", () => {
  let folder: string;
  let shop: Shop;
  let sts: RunningServer;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cambio-aws-'));
    shop = await openShop();
    sts = await startSts(shop.gateway.issuer);
    const command = `${process.execPath} ${CAMBIO} credential aws --audience deployer --role-arn ${ROLE} --sts-endpoint ${sts.url}`;
    await writeFile(join(folder, 'config'), `[default]\ncredential_process = ${command}\n`);
  });

  after(async () => {
    await sts.close();
    await shop.close();
    await rm(folder, { recursive: true });
  });

  /** What the SDK finds in a process of a job, which is the only one that has the job's environment. */
  const keysOf = (ref: string) =>
    runProgram(process.execPath, [fileURLToPath(new URL('aws-keys.ts', import.meta.url))], {
      env: {
        ...shop.platform.job({ ...SHOP, ref }),
        CAMBIO_GATEWAY: shop.gateway.issuer,
        AWS_CONFIG_FILE: join(folder, 'config'),
        AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none'),
        HOME: folder,
      },
    });

  it('gives it the keys of the role', async () => {
    const { code, stdout, stderr } = await keysOf(SHOP.ref);
    expect(code, stderr).to.equal(0);
    expect(JSON.parse(stdout)).to.include({
      accessKeyId: 'ASIAEXAMPLE',
      secretAccessKey: 'a-secret',
      sessionToken: 'a-session',
      expiration: '2999-01-01T00:00:00.000Z',
    });
  });

  it('gives it none where the job is denied', async () => {
    const { code, stdout, stderr } = await keysOf('refs/heads/try');
    expect(code).not.to.equal(0);
    expect(stdout).to.equal('');
    expect(stderr).to.contain('claim_mismatch');
  });
});

/** A token service that believes the gateway, and gives out the keys of one role. */
async function startSts(issuer: string): Promise<RunningServer> {
  const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`));
  return listen(async (request, response) => {
    const form = new URLSearchParams(await text(request));
    const token = form.get('WebIdentityToken') ?? '';
    const verified = await jwtVerify(token, keys, { issuer, audience: DEPLOYER }).catch(() => undefined);
    const isRole = form.get('Action') === 'AssumeRoleWithWebIdentity' && form.get('RoleArn') === ROLE;
    if (verified === undefined || !isRole) response.writeHead(403).end();
    else response.writeHead(200, { 'content-type': 'text/xml' }).end(KEYS);
  });
}
