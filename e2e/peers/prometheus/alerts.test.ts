import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { requireProgram } from '@cambio/testkit/programs';
import { expect } from 'chai';
import { ROOT } from '../../documents/page.ts';

const promtool = async (...args: readonly string[]) =>
  (await promisify(execFile)('promtool', [...args], { cwd: ROOT })).stdout;

describe("the alert rules, to Prometheus' own tool", () => {
  before(() => requireProgram('promtool', 'prometheus'));

  it('are rules', async () => {
    const said = await promtool('check', 'rules', 'config/deploy/prometheus/alerts.yaml');
    expect(said).to.match(/SUCCESS: 24 rules found/);
  });

  it('fire when they should, and not before', async () => {
    const said = await promtool('test', 'rules', join('e2e/peers/prometheus', 'alerts.yaml'));
    expect(said).to.include('SUCCESS');
  });
});
