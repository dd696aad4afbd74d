import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decisionsIn } from '../gateway/recorded-decisions.ts';
import { expectVerified } from './expectations.ts';

/** What gateways on a PostgreSQL have left there verifies, by the keys that one of them published. */
export async function expectVerifiedAt(ledgerUrl: string, keys: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'cambio-trail-'));
  const settings = { ledger: { url: ledgerUrl }, marks: { url: 'sqlite:marks.db' } };
  await writeFile(join(folder, 'cambio.yaml'), JSON.stringify(settings));
  await writeFile(join(folder, 'jwks.json'), keys);
  const { size } = await decisionsIn(ledgerUrl);
  await expectVerified(folder, ['--config', 'cambio.yaml'], size);
  await rm(folder, { recursive: true });
}
