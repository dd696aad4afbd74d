#!/usr/bin/env node
// Plain JavaScript on purpose: it has to run on the old Node it is there to refuse.
const NEEDED = 24;

if (Number(process.versions.node.split('.')[0]) < NEEDED) {
  process.stderr.write(`cambio needs Node ${NEEDED} or later; this is ${process.version}.\n`);
  process.exit(2);
}

await import('../dist/main.js');
