import type { ComparedTrusts, Loaded } from '@cambio/federation/trust-plan';
import { err, ok, type Result } from '@cambio/oauth';
import { loadTrust, type SourceText } from '@cambio/policy';
import type { Settings } from '@cambio/settings';
import { EXIT } from '../exit-code.ts';
import { readNamedTrust, readTrust } from '../files/read-trust.ts';
import type { Problem } from '../problem.ts';
import { gatewayDefaults } from '../settings/gateway-defaults.ts';
import { noStore, withLedger } from '../settings/with-ledger.ts';
import type { Terminal } from '../terminal.ts';

export interface ComparedPaths {
  readonly paths: readonly string[];
  readonly against?: readonly string[] | undefined;
}

/** Reads the new documents, and those to compare them with: the ones named, else the ones in force. */
export async function readCompared(
  { paths, against }: ComparedPaths,
  settings: Settings,
  terminal: Terminal,
): Promise<Result<ComparedTrusts, Problem>> {
  const sources = await readNamedTrust(paths);
  if (!sources.ok) return sources;
  const after = load(sources.value, settings, 'the new documents have errors, and would not be put in force');
  if (!after.ok) return after;
  const others = against === undefined ? await inForce(settings, terminal) : await readTrust(against);
  if (!others.ok) return others;
  const before = load(others.value, settings, 'the documents to compare with have errors');
  return before.ok ? ok({ before: before.value, after: after.value }) : before;
}

function load(sources: readonly SourceText[], settings: Settings, refusal: string): Result<Loaded, Problem> {
  const { trust, diagnostics } = loadTrust(sources, gatewayDefaults(settings));
  if (trust !== undefined) return ok({ trust, diagnostics });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return err({ exit: EXIT.denied, message: refusal, diagnostics: errors });
}

/** The documents of the gateway's folder, or the latest revision in its ledger; none where it has none yet. */
async function inForce(
  settings: Settings,
  terminal: Terminal,
): Promise<Result<readonly SourceText[], Problem>> {
  if (settings.trust.source === 'directory') return readTrust([settings.trust.path]);
  const latest = await withLedger(settings, terminal, async ({ trust }) => {
    const revision = await trust.latest();
    return revision.ok ? ok(revision.value?.sources) : err(noStore('it does not answer'));
  });
  if (!latest.ok) return err({ ...latest.error, hint: NAME_THEM });
  if (latest.value === undefined) terminal.note(NONE_STORED);
  return ok(latest.value ?? []);
}

const NONE_STORED =
  'cambio: the store holds no documents, so that these are compared with none\n' +
  '  Where the gateway has them from files, name those with --against.\n';

const NAME_THEM =
  'Name the documents to compare with by --against, or the gateway they are in force on by --config or --data.';
