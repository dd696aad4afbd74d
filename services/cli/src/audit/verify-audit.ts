import { type Anchor, exportTrail, type TrailVerification, verifyTrail, writeLine } from '@cambio/ledger';
import { checkpointSignatures } from '@cambio/mint';
import { err, ok, type Result } from '@cambio/oauth';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { readText } from '../files/read-text.ts';
import { type Problem, report } from '../problem.ts';
import { type StoreOptions, storeSettings } from '../settings/store-settings.ts';
import { withLedger } from '../settings/with-ledger.ts';
import type { Terminal } from '../terminal.ts';
import { readJson } from '../text/read-json.ts';
import { styleFor } from '../text/style.ts';
import { extentText, faultText } from '../text/trail.ts';
import { eachLine } from './lines.ts';
import { noTrail } from './problem.ts';

export interface VerifyOptions extends StoreOptions {
  readonly keys: string;
  readonly expect?: string | undefined;
  readonly json?: true | undefined;
}

/** Says whether a trail is whole, or where it is not. */
export async function verifyAudit(
  file: string | undefined,
  options: VerifyOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const verification = await openVerification(file, options);
  if (!verification.ok) return report(verification.error, terminal);
  const { take, finish } = verification.value;
  const read = await readTrail(file, take, options, terminal);
  if (!read.ok) return report(read.error, terminal);
  const found = finish();
  if (options.json) {
    terminal.write(`${JSON.stringify(found.ok ? found.value : { fault: found.error }, null, 2)}\n`);
  } else {
    const style = styleFor(terminal);
    terminal.write(found.ok ? extentText(found.value, style) : faultText(found.error, style));
  }
  return found.ok ? EXIT.done : EXIT.denied;
}

async function openVerification(
  file: string | undefined,
  options: VerifyOptions,
): Promise<Result<TrailVerification, Problem>> {
  const expect = options.expect === undefined ? undefined : anchorOf(options.expect);
  if (options.expect !== undefined && expect === undefined) {
    return err({ exit: EXIT.usage, message: '--expect is not NUMBER:HASH, such as 412:9f86d081…' });
  }
  const keys = await readText(options.keys);
  if (!keys.ok) return keys;
  const checkSignature = checkpointSignatures(readJson(keys.value));
  if (checkSignature === undefined) {
    return err({ exit: EXIT.usage, message: `${options.keys} is no key set (JWKS)` });
  }
  return ok(verifyTrail({ checkSignature, expect, ...(file === undefined && { unsealed: true }) }));
}

/** From a file, from standard input, or from the store. */
async function readTrail(
  file: string | undefined,
  take: TrailVerification['take'],
  options: StoreOptions,
  terminal: Terminal,
): Promise<Result<void, Problem>> {
  if (file === '-') {
    for (const line of (await terminal.readInput()).replace(/\n$/, '').split('\n')) await take(line);
    return ok(undefined);
  }
  if (file !== undefined) return eachLine(file, take);
  const settings = await storeSettings(options, terminal);
  if (!settings.ok) return settings;
  const { issuer } = settings.value;
  return withLedger(settings.value, terminal, async ({ trail }) => {
    const exported = await exportTrail(trail, (entry) => take(writeLine(entry, 'jsonl', issuer)), {
      unsealed: true,
    });
    return exported.ok ? ok(undefined) : err(noTrail(exported.error));
  });
}

function anchorOf(text: string): Anchor | undefined {
  const { number, hash } = /^(?<number>[1-9]\d{0,14}):(?<hash>[0-9a-f]{64})$/.exec(text)?.groups ?? {};
  return number === undefined || hash === undefined ? undefined : { number: Number(number), hash };
}
