import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Administration, openAdministration } from '../conformance/admin.ts';
import { type RunningCambio, startCambio } from '../gateway/cambio.ts';
import type { Finished } from '../gateway/programs.ts';
import type { Gateway } from '../gateway/start-gateway.ts';

const WIDER = `kind: Mapping
id: job-2-api
owner: ada@acme.example
purpose: The second job reads
issuer: jobs
target: api
match: { sub: job-2 }
grant: { scopes: [read] }
`;

describe('changing trust from the command line, at one of two gateways', () => {
  let acme: Administration;
  let second: Gateway;
  let folder: string;
  before(async () => {
    acme = await openAdministration({
      trustSource: 'ledger',
      args: ['--set', 'dpop.nonces=required', '--set', 'audit.sealEvery=1s'],
    });
    second = await acme.another();
    folder = await mkdtemp(join(tmpdir(), 'cambio-pull-'));
  });
  after(async () => {
    await second.stop();
    await acme.close();
    await rm(folder, { recursive: true });
  });

  async function start(...args: readonly string[]): Promise<RunningCambio> {
    const env = { CAMBIO_GATEWAY: acme.gateway.issuer, CAMBIO_SUBJECT_TOKEN: await acme.jobs.issue() };
    return startCambio(args, { env });
  }

  const cambio = async (...args: readonly string[]): Promise<Finished> => (await start(...args)).finished;

  it('pulls, plans, applies and restores, and both gateways follow', async () => {
    const pulled = await cambio('trust', 'pull', folder);
    expect(pulled.stdout).to.equal('✓ 1 file of r1\n');
    expect(await readFile(join(folder, 'trust.yaml'), 'utf8')).to.contain('id: job-admin');
    const same = await cambio('trust', 'apply', folder, '--reason', 'Nothing');
    expect(same.stdout).to.contain('nothing to change: r1');

    await writeFile(join(folder, 'wider.yaml'), WIDER);
    const plan = await cambio('trust', 'plan', folder, '--gateway', acme.gateway.issuer, '--fail-on-change');
    expect(plan.code).to.equal(1);
    expect(plan.stdout).to.contain('Mapping/job-2-api  added').and.contain('made again');
    const applied = await cambio('trust', 'apply', folder, '--reason', 'The second job may read');
    expect(applied.stdout).to.contain('✓ r2 is in force, 1 document changed in effect');

    const late = await cambio('trust', 'apply', folder, '--reason', 'Late', '--expect', 'r1');
    expect(late.code).to.equal(2);
    expect(late.stderr).to.contain('The trust has changed since');

    await writeFile(join(folder, 'wider.yaml'), WIDER.replace('purpose:', 'purpos:'));
    const wrong = await cambio('trust', 'apply', folder, '--reason', 'Wrong');
    expect(wrong.code).to.equal(1);
    expect(wrong.stderr).to.contain('wider.yaml:4:1').and.contain('[unknown-member]');

    const none = await cambio(
      'trust',
      'apply',
      await mkdtemp(join(folder, 'empty-')),
      '--reason',
      'Mistyped',
    );
    expect([none.code, none.stdout]).to.deep.equal([2, '']);
    expect(none.stderr).to.contain('there are no trust documents in ');

    const restored = await cambio('trust', 'restore', 'r1', '--reason', 'Back');
    expect(restored.stdout).to.contain('✓ r3 is in force');
    for (const address of [acme.gateway.issuer, second.issuer]) await hasRevision(address, 'r3');
  });

  it('narrows a mapping to what was used of it', async () => {
    const wide = WIDER.replace('id: job-2-api', 'id: job-2-all').replace(
      '[read] }',
      '[read, write] } # both',
    );
    await writeFile(join(folder, 'wider.yaml'), wide);
    await cambio('trust', 'apply', folder, '--reason', 'The second job may write');
    for (let run = 0; run < 12; run++) {
      const subject_token = await acme.jobs.issue({ sub: 'job-2', jti: `run-${run}` });
      await acme.grant({ subject_token, scope: 'read' });
    }
    const shown = await cambio('trust', 'narrow', 'job-2-all');
    expect(shown.stdout).to.contain('narrower  grant.scopes no longer grants write: ');
    expect(shown.stdout).to.contain('- grant: { scopes: [read, write] } # both');
    expect(shown.stdout).to.contain('+ grant: { scopes: [read] } # both');
    const unexplained = await cambio('trust', 'narrow', 'job-2-all', '--apply');
    expect(unexplained.code).to.equal(2);
    const applied = await cambio('trust', 'narrow', 'job-2-all', '--apply', '--reason', 'Not used');
    expect(applied.stdout).to.contain('is in force, 1 document changed in effect');
    const unused = await cambio('trust', 'narrow', 'job-api');
    expect(unused.stdout).to.match(/of the recorded requests it grants \d today.*\n✓ nothing to narrow\n$/);
    const again = await cambio('trust', 'narrow', 'job-2-all');
    expect(again.stdout).to.contain('✓ nothing to narrow, by 12 recorded requests of 90 days');
    expect((await cambio('trust', 'narrow', 'nobody-s')).stderr).to.contain('No mapping in force');
  });

  it('lists decisions, tokens and workloads, and counts before it revokes', async () => {
    await acme.grant();
    const decisions = await cambio('decisions', '--mapping', 'job-api', '--limit', '1');
    expect(decisions.stdout).to.match(/^\S+Z {2}✓ job-api {2}.* → api .*\n$/);
    const tokens = await cambio('tokens', '--mapping', 'job-api', '--json');
    expect(JSON.parse(tokens.stdout)[0]).to.include({ mapping: 'job-api', target: 'api' });
    const counted = await cambio('revoke', '--mapping', 'job-api', '--reason', 'Try', '--dry-run');
    expect(counted.stdout).to.match(/^\d+ live tokens? of mapping job-api: none was revoked\n$/);
    const revoked = await cambio('revoke', '--mapping', 'job-api', '--reason', 'Done');
    expect(revoked.stdout).to.match(/^✓ revoked: every token of mapping job-api/);
    const none = await cambio('tokens', '--mapping', 'job-api');
    expect([none.stdout, none.stderr]).to.deep.equal(['', 'cambio: no such token lives\n']);
    const undecided = await cambio('decisions', '--mapping', 'job-apy');
    expect([undecided.stdout, undecided.stderr]).to.deep.equal([
      '',
      'cambio: no such decision is recorded\n',
    ]);
    const unseen = await cambio('workloads', '--name', 'nobody');
    expect([unseen.stdout, unseen.stderr]).to.deep.equal(['', 'cambio: no such workload was seen\n']);
    expect((await cambio('workloads', '--json')).code).to.equal(0);
    expect((await cambio('workloads', 'nobody', '--issuer', 'jobs')).stderr).to.contain('No such workload');
  });

  it('exports the audit trail, which verifies', async () => {
    await acme.grant();
    const keys = join(folder, 'jwks.json');
    await writeFile(keys, await (await fetch(`${acme.gateway.issuer}/jwks`)).text());
    const from = ['--gateway', acme.gateway.issuer];
    // Until the first checkpoint is made.
    while ((await cambio('audit', 'export', ...from)).code !== 0);
    for (const format of ['jsonl', 'cloudevents']) {
      const { stdout } = await cambio(
        'audit',
        'export',
        '--gateway',
        acme.gateway.issuer,
        '--format',
        format,
      );
      const trail = join(folder, `trail.${format}`);
      await writeFile(trail, stdout);
      const verified = await cambio('audit', 'verify', trail, '--keys', keys);
      expect(verified.stdout).to.match(/^✓ whole: \d+ decisions on \d chains?, sealed by/);
    }
    const late = await cambio('audit', 'export', ...from, '--from', '2099-01-01T00:00:00Z');
    expect(late.stdout.split('\n')).to.have.length(3);
    const wrong = await cambio('audit', 'export', ...from, '--from', 'yesterday');
    expect([wrong.code, wrong.stderr]).to.deep.equal([
      2,
      "cambio: option '--from <time>' argument 'yesterday' is invalid. A time has its date and offset, such as 2027-06-01T12:00:00Z.\n" +
        'See `cambio audit export --help`.\n',
    ]);
  });

  it('follows decisions of either gateway, and ends when it is told to', async () => {
    const follow = await start('decisions', '--follow', '--mapping', 'job-api');
    // Until the first is told: those from before it listened are not.
    const told = follow.says('\n');
    let asking = true;
    const ask = (async () => {
      while (asking) await acme.exchange({}, {}, second.issuer);
    })();
    const line = await told;
    asking = false;
    await ask;
    follow.process.kill('SIGTERM');
    expect(line).to.match(/^\S+Z {2}✓ job-api {2}/);
    expect((await follow.finished).code).to.equal(0);
  });

  /** Other replicas follow within a second. */
  async function hasRevision(address: string, revision: string): Promise<void> {
    for (;;) {
      const { revision: found } = (await (await acme.call('trust', { address })).json()) as {
        revision: string;
      };
      if (found === revision) return;
    }
  }
});
