import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ledger, openLedger } from '@cambio/ledger';
import { ok } from '@cambio/oauth';
import type { Settings } from '@cambio/settings';
import type { AdminParts } from '../../src/admin/admin-api.ts';
import { type ActiveTrust, createActiveTrust } from '../../src/trust/active-trust.ts';
import { adminUnderTest, type CallOptions, ISSUER } from './admin-under-test.ts';

export const ISSUER_TEXT = `# where jobs come from
kind: Issuer
id: jobs
provider: oidc
url: https://jobs.example
owner: ada@acme.example
`;

const TARGET_TEXT = `kind: Target
id: api
audience: https://api.example
scopes: { read: Read, write: Write }
owner: ada@acme.example
`;

/** A mapping of the job `sub` to `scopes`, with a test of it. */
export function mappingText(id: string, { sub = 'job-1', scopes = 'read', expect = 'allow' } = {}): string {
  return `kind: Mapping
id: ${id}
owner: ada@acme.example
purpose: The job reads
issuer: jobs
target: api
match: { sub: ${sub} }
grant: { scopes: [${scopes}] }
tests:
  - { name: it may, claims: { iss: https://jobs.example, sub: ${sub}, aud: ${ISSUER}, iat: 1788220800, exp: 1788221100 }, expect: ${expect} }
`;
}

export const FILES = [
  { path: 'base.yaml', text: `${ISSUER_TEXT}---\n${TARGET_TEXT}` },
  { path: 'mappings/job.yaml', text: mappingText('job') },
];

export interface TrustCall extends CallOptions {
  /** Who calls; ada where it isn't said. */
  readonly as?: string;
  readonly expected?: string;
}

/** The admin API over a real ledger. */
export async function trustUnderTest(
  settings: Settings['trust'] = { source: 'ledger', approvals: 0 },
  configured: Settings['admin']['documents'] = [],
) {
  const folder = await mkdtemp(join(tmpdir(), 'cambio-admin-'));
  const opened = await openLedger({ url: `sqlite:${join(folder, 'cambio.db')}`, now: () => 1000 });
  if (!opened.ok) throw new Error('the ledger did not open');
  const ledger: Ledger = opened.value;
  const trust: ActiveTrust = createActiveTrust(
    { issuer: ISSUER, lifetime: 300, maxLifetime: 900, documents: configured },
    () => undefined,
  );
  let proposals = 0;
  const parts: Partial<AdminParts> = {
    trust,
    configured,
    trustSettings: settings,
    history: ledger.trust,
    proposals: ledger.proposals,
    decisions: ledger.decisions,
    revocations: ledger.revocations,
    workloads: ledger.workloads,
    requests: ledger.requests,
    newProposalId: () => `p-${++proposals}`,
    bodyLimit: 65_536,
  };
  const callers = new Map<string, ReturnType<typeof adminUnderTest>>();
  const callerOf = (name: string) => {
    const scope = 'trust:read trust:write decisions:read';
    const known =
      callers.get(name) ??
      adminUnderTest({
        ...parts,
        authenticate: async () => ok({ aud: `${ISSUER}/admin`, sub: name, scope }),
      });
    callers.set(name, known);
    return known;
  };
  const call = async (path: string, { as = 'ada', expected, ...options }: TrustCall = {}) => {
    const headers = { ...options.headers, ...(expected !== undefined && { 'if-match': `"${expected}"` }) };
    const response = await callerOf(as).call(path, { ...options, headers });
    // biome-ignore lint/suspicious/noExplicitAny: each test looks into another answer.
    const body: any = await response.json();
    return { status: response.status, etag: response.headers.get('etag'), body };
  };
  /** Puts the files in force as the first revision. */
  const begin = async (files = FILES) => {
    const begun = await call('trust', { method: 'PUT', expected: 'none', body: { files, reason: 'start' } });
    if (begun.status !== 200) throw new Error(`not begun: ${JSON.stringify(begun.body)}`);
  };
  const close = async () => {
    await ledger.close();
    await rm(folder, { recursive: true });
  };
  return { ledger, trust, call, begin, close };
}
