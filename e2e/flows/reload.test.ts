import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { z } from 'zod';
import { post } from '../shop/answer.ts';
import { exchangeForm, openShop, type Shop } from '../shop/shop.ts';
import { shopTrust } from '../shop/trust.ts';

const Changed = z.object({ msg: z.literal('trust changed') });
const Refused = z.object({
  msg: z.literal('trust change refused'),
  errors: z.array(z.object({ message: z.string() })),
});

describe('a change of the trust documents', () => {
  let shop: Shop;
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cambio-reload-'));
    shop = await openShop({ folder });
  });
  after(async () => {
    await shop.close();
    await rm(folder, { recursive: true });
  });

  /** Puts a whole file in place at once, as an editor or a deployment does. */
  async function write(text: string): Promise<void> {
    await writeFile(join(folder, 'trust.yaml'), text);
    await rename(join(folder, 'trust.yaml'), join(folder, 'trust', 'trust.yaml'));
  }
  const documents = () => shopTrust(shop.platform.issuer);
  const exchange = async () => post(shop.gateway.issuer, exchangeForm(await shop.subjectToken()));
  const trustState = async () => {
    const readiness = await (await fetch(`${shop.gateway.internal}/readyz`)).json();
    return z.object({ parts: z.object({ trust: z.object({ state: z.string() }) }) }).parse(readiness).parts
      .trust.state;
  };

  it('binds without a restart', async () => {
    const from = shop.gateway.log.lines.length;
    await write(documents().replace('purpose: Deploy the shop from main', '$&\nenabled: false'));
    await shop.gateway.log.find(Changed, from);
    expect((await exchange()).failure?.reason).to.equal('mapping_disabled');
  });

  it('that is bad leaves the last good revision in force, and says so everywhere', async () => {
    let from = shop.gateway.log.lines.length;
    await write(documents());
    await shop.gateway.log.find(Changed, from);
    from = shop.gateway.log.lines.length;
    await write(documents().replace('target: deployer', 'target: deployre'));
    const { errors } = await shop.gateway.log.find(Refused, from);
    expect(errors[0]?.message).to.contain('deployre');
    expect((await exchange()).status).to.equal(200);
    expect(await trustState()).to.equal('degraded');
    const metrics = await (await fetch(`${shop.gateway.internal}/metrics`)).text();
    expect(metrics).to.match(/^cambio_trust_refused(\{[^}]*\})? 1$/m);
  });

  it('that mends it binds again', async () => {
    const from = shop.gateway.log.lines.length;
    await write(`${documents()}\n# mended`);
    await shop.gateway.log.find(Changed, from);
    expect(await trustState()).to.equal('ok');
  });
});
