import { readFile } from 'node:fs/promises';
import type { Ledger } from '@cambio/ledger';
import { type MarksStore, openMarks } from '@cambio/marks';
import { err, ok, type Result } from '@cambio/oauth';
import type { Settings } from '@cambio/settings';
import type { StartFailure } from './start-failure.ts';

/** Opens the marks where the settings say: beside the ledger, in a file of their own, or in Redis. */
export async function openMarksStore(
  { marks: { url, acknowledgements, tls }, ledger }: Settings,
  sqlite: Ledger['sqlite'],
  now: () => number,
  onFault: (error: Error) => void,
  worker = false,
): Promise<Result<MarksStore, StartFailure>> {
  const files = await readTlsFiles(tls ?? {});
  if (!files.ok) return files;
  const marks = await openMarks({
    url: url === 'ledger' ? ledger.url : url,
    ledger: url === 'ledger' || url === ledger.url ? sqlite : undefined,
    tls: files.value,
    acknowledgements,
    worker,
    now,
    onFault,
  });
  return marks.ok ? marks : err({ part: 'marks', cause: marks.error });
}

type TlsPaths = NonNullable<Settings['marks']['tls']>;

/** The PEM texts in the files of these names. */
async function readTlsFiles(paths: TlsPaths): Promise<Result<TlsPaths, StartFailure>> {
  try {
    const read = Object.entries(paths).map(async ([name, path]) => [name, await readFile(path, 'utf8')]);
    return ok(Object.fromEntries(await Promise.all(read)));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return err({ part: 'marks', cause: { reason: 'marks_unreachable', detail: error.message } });
  }
}
