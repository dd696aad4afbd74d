import type { Check, Finding } from './house.ts';
import { LIBRARY_ROOMS, SIGNING } from './rules.ts';
import { isOf, type Source } from './source.ts';

/** Libraries, and the signing part of `node:crypto`, stay in the rooms that own them. */
export const checkLibraries: Check = (house) =>
  house.rooms
    .flatMap((room) => room.src)
    .flatMap((source) => [...checkImports(source), ...checkSigning(source)]);

function checkImports(source: Source): Finding[] {
  return source.imports.flatMap(({ specifier, line }) =>
    LIBRARY_ROOMS.filter(
      ({ library, only }) => library.test(packageOf(specifier)) && !isIn(source, only),
    ).map(({ only }) => ({ file: source.file, line, text: `${specifier} is for ${only.join(', ')} alone` })),
  );
}

function checkSigning(source: Source): Finding[] {
  if (isIn(source, SIGNING.only)) return [];
  const refuse = (line: number, name: string) => ({
    file: source.file,
    line,
    text: `${name} signs, verifies or holds keys: for ${SIGNING.only.join(', ')} alone`,
  });
  const names: readonly string[] = SIGNING.names;
  return [
    ...source.imports
      .filter(({ specifier, typesOnly }) => /^(node:)?crypto$/.test(specifier) && !typesOnly)
      .flatMap(({ line, names: imported }) =>
        imported
          .filter((name) => name === '*' || names.includes(name))
          .map((name) => refuse(line, name === '*' ? 'the whole of node:crypto' : name)),
      ),
    ...source.mentions
      .filter(({ name }) => isOf(name, 'crypto.subtle') && name !== 'crypto.subtle.digest')
      .map(({ line, name }) => refuse(line, name)),
  ];
}

/** `jose/jwt/sign` is of `jose`, `@koa/router/x` of `@koa/router`, `node:fs/promises` of `node:fs`. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function isIn(source: Source, folders: readonly string[]): boolean {
  return folders.some((folder) => source.file.startsWith(folder));
}
