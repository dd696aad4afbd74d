import { decode } from '@cambio/testkit';
import { expect } from 'chai';
import { type Administration, openAdministration } from '../conformance/admin.ts';
import { startCambio } from '../gateway/cambio.ts';
import type { Finished } from '../gateway/programs.ts';

describe('the admin commands, at a gateway that demands nonces', () => {
  let acme: Administration;
  before(async () => {
    acme = await openAdministration({ args: ['--set', 'dpop.nonces=required'] });
  });
  after(() => acme.close());

  async function cambio(...args: readonly string[]): Promise<Finished> {
    const env = { CAMBIO_GATEWAY: acme.gateway.issuer, CAMBIO_SUBJECT_TOKEN: await acme.jobs.issue() };
    return startCambio(args, { env }).finished;
  }

  it('explain a decision by its id', async () => {
    const id = String(decode(await acme.grant()).claims.txn);
    const { code, stdout } = await cambio('explain', '--decision', id, '--gateway', acme.gateway.issuer);
    expect(stdout).to.contain('allowed by job-api').and.contain(id);
    expect(code).to.equal(0);
  });

  it('revoke by mapping, the admin’s own token among them', async () => {
    const token = await acme.adminToken();
    expect((await acme.call('trust', { token })).status).to.equal(200);
    const { code, stdout } = await cambio('revoke', '--mapping', 'job-admin', '--reason', 'Out of office');
    expect(stdout).to.match(/^✓ revoked: every token of mapping job-admin /);
    expect(code).to.equal(0);
    expect((await acme.call('trust', { token })).status).to.equal(401);
  });
});
