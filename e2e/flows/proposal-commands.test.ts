import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Acme, openAcme } from '../conformance/acme.ts';
import { startCambio } from '../gateway/cambio.ts';
import type { Finished } from '../gateway/programs.ts';

/** Two admins: `job-1` at one issuer, `ada` at the other. */
const ADMINS = ['jobs', 'people']
  .map(
    (issuer) => `---
kind: Mapping
id: ${issuer}-admin
owner: platform@acme.example
purpose: An admin
issuer: ${issuer}
target: admin
match: { sub: ${issuer === 'jobs' ? 'job-1' : 'ada'} }
grant: { scopes: ["trust:read", "trust:write"], subject: "${issuer}.{sub}" }
`,
  )
  .join('');

const EXTRA = `kind: Mapping
id: job-2-api
owner: ada@acme.example
purpose: The second job reads
issuer: jobs
target: api
match: { sub: job-2 }
grant: { scopes: [read] }
`;

describe('four eyes from the command line', () => {
  let acme: Acme;
  let folder: string;
  before(async () => {
    acme = await openAcme({
      moreTrust: ADMINS,
      trustSource: 'ledger',
      args: ['--set', 'trust.approvals=1'],
    });
    folder = await mkdtemp(join(tmpdir(), 'cambio-proposals-'));
  });
  after(async () => {
    await acme.close();
    await rm(folder, { recursive: true });
  });

  async function cambio(who: 'jobs' | 'people', ...args: readonly string[]): Promise<Finished> {
    const env = { CAMBIO_GATEWAY: acme.gateway.issuer, CAMBIO_SUBJECT_TOKEN: await acme[who].issue() };
    return startCambio(['trust', ...args], { env }).finished;
  }

  /** Proposes the extra mapping, and gives the proposal's id. */
  async function propose(reason: string): Promise<string> {
    await cambio('jobs', 'pull', folder);
    await writeFile(join(folder, 'extra.yaml'), EXTRA);
    const { stdout } = await cambio('jobs', 'apply', folder, '--reason', reason);
    return /proposal (\S+)/.exec(stdout)?.[1] ?? stdout;
  }

  it('lists, shows and approves what another admin proposed, and not what is one’s own', async () => {
    expect((await cambio('people', 'proposals', 'list')).stderr).to.equal('Nothing waits.\n');
    const id = await propose('It reads as well');
    expect((await cambio('people', 'proposals', 'list')).stdout)
      .to.contain(id)
      .and.contain('It reads as well');
    const shown = (await cambio('people', 'proposals', 'show', id)).stdout;
    expect(shown).to.contain('jobs.job-1: It reads as well').and.contain('Mapping/job-2-api  added');

    const own = await cambio('jobs', 'proposals', 'approve', id, '--reason', 'Mine');
    expect(own.code).to.equal(1);
    expect(own.stderr).to.contain('approved by another admin');
    const approved = await cambio('people', 'proposals', 'approve', id, '--reason', 'Looked at');
    expect(approved.stdout).to.equal('✓ r2 is in force\n');
    expect((await cambio('people', 'proposals', 'list')).stdout).to.equal('');
    const all = await cambio('people', 'proposals', 'list', '--all', '--json');
    expect(JSON.parse(all.stdout)[0]).to.include({ id, state: 'approved' });
  });

  it('rejects, and withdraws', async () => {
    for (const [who, state] of [
      ['people', 'rejected'],
      ['jobs', 'withdrawn'],
    ] as const) {
      await cambio('jobs', 'pull', folder);
      await writeFile(join(folder, 'extra.yaml'), EXTRA.replace('job-2-api', `more-${state}`));
      const { stdout } = await cambio('jobs', 'apply', folder, '--reason', 'More');
      const id = /proposal (\S+)/.exec(stdout)?.[1] ?? stdout;
      const settled = await cambio(who, 'proposals', 'reject', id, '--reason', 'No');
      expect(settled.stdout).to.equal(`✓ proposal ${id} is ${state}\n`);
    }
  });
});
