import { spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredDecision } from '@cambio/ledger';
import { expect } from 'chai';
import { CAMBIO, cambio } from '../gateway/cambio.ts';
import { post } from '../shop/answer.ts';
import { exchangeForm } from '../shop/shop.ts';
import type { Attempt } from './load.ts';

/** Requests at a time. */
const CONNECTIONS = 8;

/**
 * The trail says what callers saw: each token they got is the one of exactly one record, and no other record allowed
 * anything for the same subject token. An exchange whose answer was lost, or a 503, may have been allowed, once.
 */
export function expectTruthful(attempts: readonly Attempt[], records: readonly StoredDecision[]): void {
  const allowed = Map.groupBy(
    records.filter(({ outcome }) => outcome === 'allow'),
    ({ subject }) => subject.tokenDigest,
  );
  const wrong = attempts.filter(({ subjectToken, answer }) => {
    const [record, ...more] = allowed.get(digestOf(subjectToken)) ?? [];
    if (more.length > 0) return true;
    if (answer?.token === undefined) return false;
    const { decision_id, access_token } = answer.token;
    return record?.id !== decision_id || record.issued?.digest !== digestOf(access_token);
  });
  expect(wrong.map(({ answer }) => answer?.token?.decision_id ?? 'no answer')).to.deep.equal([]);
  const known = new Set(attempts.map(({ subjectToken }) => digestOf(subjectToken)));
  expect([...allowed.keys()].filter((digest) => !known.has(digest))).to.deep.equal([]);
}

/** Shows every token once more. One that was answered with a token is refused; any other is not accepted twice. */
export async function expectReplayed(attempts: readonly Attempt[], issuer: string): Promise<void> {
  const left = attempts.values();
  const reasons = new Set<string>();
  const askOn = async () => {
    for (const { subjectToken, answer } of left) {
      const again = await post(issuer, exchangeForm(subjectToken));
      const reason = again.failure?.reason ?? (again.token === undefined ? 'no reason' : 'accepted');
      reasons.add(answer?.token === undefined && reason === 'accepted' ? 'accepted at last' : reason);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, askOn));
  reasons.delete('accepted at last');
  expect([...reasons]).to.deep.equal(['replayed']);
}

/** What `cambio audit export` says of the store, `cambio audit verify` believes, and it is all of `records`. */
export async function expectVerified(
  folder: string,
  store: readonly string[],
  records: number,
): Promise<void> {
  const trail = join(folder, 'trail.jsonl');
  await exportTrail(folder, store, trail);
  const verify = ['audit', 'verify', '--json', trail, '--keys', join(folder, 'jwks.json')];
  const { code, stdout, stderr } = await cambio(verify);
  expect(code, stdout + stderr).to.equal(0);
  expect(JSON.parse(stdout)).to.include({ records, unsealed: 0 });
}

async function exportTrail(folder: string, store: readonly string[], trail: string): Promise<void> {
  await using file = await open(trail, 'w');
  const args = [CAMBIO, 'audit', 'export', ...store];
  const exporting = spawn(process.execPath, args, {
    cwd: folder,
    env: {},
    stdio: ['ignore', file.fd, 'inherit'],
  });
  const [code] = await once(exporting, 'exit');
  expect(code).to.equal(0);
}

/** As the trail keeps it. */
export function digestOf(token: string): string {
  return hash('sha256', token);
}
