import { join } from 'node:path';
import { checkAmbient } from './house/ambient.ts';
import { checkCycles } from './house/cycles.ts';
import { checkGraph } from './house/graph.ts';
import { checkLibraries } from './house/libraries.ts';
import { readHouse } from './house/read.ts';
import { checkTree } from './house/tree.ts';

/** Checks the rules of `house/rules.ts` and prints each breach as `file:line: what`; exits 1 where there is one. */
const house = readHouse(join(import.meta.dirname, '..'));
const findings = [checkGraph, checkCycles, checkLibraries, checkAmbient, checkTree].flatMap((check) =>
  check(house),
);

const lines = findings.map(({ file, line, text }) => `${file}:${line}: ${text}\n`);
process.stdout.write([...new Set(lines)].sort().join(''));
process.stdout.write(
  findings.length === 0
    ? `The house stands: ${house.rooms.length} rooms\n`
    : `${findings.length} broken rules\n`,
);
process.exitCode = findings.length === 0 ? 0 : 1;
