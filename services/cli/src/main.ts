import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { isatty } from 'node:tty';
import { inspect, styleText } from 'node:util';
import { coreFilter, keepOutOfCoreFiles } from './core-files.ts';
import { EXIT } from './exit-code.ts';
import { run } from './program.ts';
import type { Terminal } from './terminal.ts';

/** The only file that knows the process: its arguments, environment, clock, streams and signals. */
const terminal: Terminal = {
  env: process.env,
  now: Date.now,
  // Node's own judgement of a stream: a terminal, NO_COLOR, FORCE_COLOR, TERM.
  colour: styleText('bold', 'x', { stream: process.stdout }) !== 'x',
  write: (output) => process.stdout.write(output),
  note: (remark) => process.stderr.write(remark),
  readInput: () => text(process.stdin),
  wait: (seconds) => setTimeout(seconds * 1000),
  signals: process,
  // Not by `process.stdin`, which would make the stream non-blocking for a command that inherits it.
  interactive: isatty(0),
  coreFilter: coreFilter(),
};

keepOutOfCoreFiles();

// Whoever reads our output may stop early, as `head` does: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const code = await run(process.argv.slice(2), terminal, version()).catch((error: unknown) => {
  terminal.note(`cambio: this is a bug in cambio, please report it:\n${inspect(error)}\n`);
  return EXIT.bug;
});

// What was written may still be on its way; whatever else is open is no reason to stay.
process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const known = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return known ? String(manifest.version) : 'unknown';
}
