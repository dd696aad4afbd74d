import { writeSync } from 'node:fs';
import { openLedger } from '../src/index.ts';
import { allowed, NOW } from './decisions.ts';
import { issuedToken } from './issued-tokens.ts';

/**
 * A process of its own on the ledger at `url`, for `process-conformance.ts` and others. Says on standard output, a line each and not before
 * it has the answer, what it was told.
 */
const [url = '', role = ''] = process.argv.slice(2);

let fault: string | undefined;
const onFault = (error: Error) => {
  fault = error.message;
};
const opened = await openLedger({ url, now: () => NOW, onFault });
if (!opened.ok) throw new Error(JSON.stringify(opened.error));
const ledger = opened.value;

if (role === 'start') await start();
else if (role === 'fill') await fill();
else await recordForever();

/** What a gateway does first on a new store. */
async function start(): Promise<void> {
  const key = { algorithm: 'ES256', state: 'active', sealed: 'v1.secret', createdAt: NOW } as const;
  const inserted = await ledger.keys.insertIfAbsent({ ...key, kid: `${process.pid}` });
  const sources = [{ path: 'a.yaml', text: `${process.pid}` }];
  const appended = await ledger.trust.append({ sources, author: 'a', reason: 'seed', expected: undefined });
  await ledger.close();
  say({ key: inserted.ok ? inserted.value : inserted.error, appended: appended.ok });
}

/** Keeps sixteen records under way until it is killed; the ids are the same in every process. */
async function recordForever(): Promise<void> {
  let number = 0;
  async function recordInTurn(): Promise<void> {
    for (;;) {
      const record = allowed(number++);
      const answer = await ledger.decisions.record(record);
      say({ id: record.id, recorded: answer.ok });
    }
  }
  await Promise.all(Array.from({ length: 16 }, recordInTurn));
}

/** Records until the disk is full, says why, and closes. */
async function fill(): Promise<void> {
  for (let number = 0; fault === undefined; number += 1) {
    const record = allowed(number);
    const answer = await ledger.decisions.record(record, issuedToken(number));
    say({ id: record.id, recorded: answer.ok });
  }
  say({ fault, ping: (await ledger.ping()).ok });
  await ledger.close();
}

function say(line: object): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}
