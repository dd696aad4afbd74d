import type { Check } from './house.ts';
import { AMBIENT } from './rules.ts';
import { isOf } from './source.ts';

/** The environment and the clock are read where a program is put together, and nowhere else. */
export const checkAmbient: Check = (house) =>
  house.rooms
    .flatMap((room) => room.src)
    .filter((source) => !AMBIENT.only.test(source.file))
    .flatMap((source) => [
      ...source.mentions
        .filter(({ name }) => AMBIENT.names.some((ambient) => isOf(name, ambient)))
        .map(({ name, line }) => ({
          file: source.file,
          line,
          text: `${name} is for main.ts and wiring.ts: take it as an argument`,
        })),
      ...source.imports
        .filter(({ specifier, names }) => /^(node:)?process$/.test(specifier) && names.includes('env'))
        .map(({ line }) => ({
          file: source.file,
          line,
          text: 'process.env is for main.ts and wiring.ts: take it as an argument',
        })),
    ]);
