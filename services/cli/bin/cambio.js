#!/usr/bin/env node
// Plain JavaScript on purpose: it has to run on the old Node it is there to refuse.
import { existsSync } from 'node:fs';

const NEEDED = 24;

if (Number(process.versions.node.split('.')[0]) < NEEDED) {
  process.stderr.write(`cambio needs Node ${NEEDED} or later; this is ${process.version}.\n`);
  process.exit(2);
}

// A clone has what the compiler made of each file; a package has the bundle, and nothing besides.
const compiled = new URL('../dist/main.js', import.meta.url);
await import(existsSync(compiled) ? compiled.href : '../bundle/main.js');
