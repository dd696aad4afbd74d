import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { z } from 'zod';
import { startStep } from './github-runner.ts';
import { configOf, type Names } from './guide.ts';
import { type GuidedGateway, issuerOf, startGuidedGateway } from './guided-gateway.ts';
import { packCambio } from './packed-cambio.ts';
import { PLATFORMS } from './platforms/index.ts';
import type { JobPlatform } from './platforms/platform.ts';
import { checkOut, runLines } from './shell.ts';

const WorkflowStep = z.union([
  z.strictObject({ uses: z.string(), with: z.record(z.string(), z.string()).default({}) }),
  z.strictObject({ run: z.string() }),
]);

const Workflow = z.object({
  jobs: z.object({
    deploy: z.object({
      environment: z.string(),
      permissions: z.object({ 'id-token': z.literal('write'), contents: z.literal('read') }),
      steps: z.array(WorkflowStep),
    }),
  }),
});

/** Each page as it stands: its trust documents rule the gateway, its file is read as the platform reads it, its lines run. */
describe('the job that the guide shows for', () => {
  const platforms: Record<string, JobPlatform> = {};
  let gateway: GuidedGateway;
  let names: Names;
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cambio-jobs-'));
    for (const [page, start] of Object.entries(PLATFORMS)) platforms[page] = await start(issuerOf(page));
    gateway = await startGuidedGateway(platforms);
    names = { gateway: gateway.issuer, package: await packCambio(folder) };
  });
  after(async () => {
    await gateway.close();
    await Promise.all(Object.values(platforms).map((platform) => platform.close()));
    await rm(folder, { recursive: true });
  });

  async function checkoutOf(page: string): Promise<string> {
    const checkout = join(folder, page);
    await mkdir(checkout);
    return checkout;
  }

  for (const page of Object.keys(PLATFORMS)) {
    it(`${page} has a token while it deploys, and no longer; and no log shows it`, async () => {
      const checkout = await checkoutOf(page);
      const job = await platforms[page]?.job(names);
      if (job === undefined) throw new Error(`${page} did not start`);
      const { code, stdout, stderr } = await runLines(job.lines, await checkOut(checkout, job), checkout);
      expect(code, stderr).to.equal(0);
      const token = (await readFile(join(checkout, 'deployed'), 'utf8')).trim();
      expect(await gateway.verify(token)).to.include({
        client_id: `mapping:${page.replace('-cloud', '')}-deploy`,
        scope: 'deploy:read deploy:write',
      });
      expect(await gateway.isActive(token)).to.equal(false);
      expect(stdout + stderr).not.to.contain(token);
    });
  }

  it('github-actions has a token from the step that uses the action to its end', async () => {
    const { environment, steps } = Workflow.parse(configOf('github-actions', names)).jobs.deploy;
    const job = gateway.github.job({ environment });
    const checkout = await checkoutOf('github-actions');
    const inputs = steps.flatMap((step) =>
      'uses' in step && step.uses.includes('/packages/action@') ? [step.with] : [],
    );
    const lines = steps.flatMap((step) => ('run' in step ? [step.run] : []));
    expect(inputs).to.have.length(1);
    const action = await startStep(inputs[0] ?? {}, job);
    try {
      expect(await action.main()).to.include({ code: 0 });
      const env = await checkOut(checkout, { env: await action.exported() });
      const { code, stderr } = await runLines(lines, env, checkout);
      expect(code, stderr).to.equal(0);
      const token = (await readFile(join(checkout, 'deployed'), 'utf8')).trim();
      expect(await gateway.verify(token)).to.include({ client_id: 'mapping:github-deploy' });
      expect(await gateway.isActive(token)).to.equal(true);
      expect(await action.post()).to.include({ code: 0 });
      expect(await gateway.isActive(token)).to.equal(false);
    } finally {
      await action.close();
    }
  });
});
