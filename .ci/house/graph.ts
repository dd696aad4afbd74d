import { type Check, type Finding, type House, type Room, roomOf } from './house.ts';
import { ROOMS, type RoomRule, TEST_ONLY_ROOMS, TEST_ROOMS } from './rules.ts';
import type { Import, Source } from './source.ts';

/**
 * The graph between rooms, both ways: a room imports what its rule allows and its `package.json` and `tsconfig.json`
 * declare, and declares nothing that it does not import.
 */
export const checkGraph: Check = (house) => house.rooms.flatMap((room) => checkRoom(room, house));

function checkRoom(room: Room, house: House): Finding[] {
  const rule = ROOMS[room.name];
  const manifest = `${room.folder}/package.json`;
  if (rule === undefined) return [at(manifest, `the room ${room.name} is not in .ci/house/rules.ts`)];
  return [
    ...room.src.flatMap((source) => ours(source).flatMap((used) => forbidden(room, rule, source, used))),
    ...room.test.flatMap((source) =>
      ours(source).flatMap((used) => forbiddenInTest(room, rule, source, used)),
    ),
    ...(rule.bundled ? checkBundled(room, rule) : checkDeclared(room)),
    ...checkReferences(room, house),
  ];
}

interface Use extends Import {
  readonly room: string;
}

function ours(source: Source): Use[] {
  return source.imports.flatMap((each) => {
    const room = roomOf(each.specifier);
    return room === undefined ? [] : [{ ...each, room }];
  });
}

function forbidden(room: Room, rule: RoomRule, source: Source, use: Use): Finding[] {
  const refuse = (text: string) => [{ file: source.file, line: use.line, text }];
  if (rule.imports.includes(use.room)) return [];
  const folder = rule.within?.[use.room];
  if (folder !== undefined) {
    if (source.file.startsWith(`${room.folder}/src/${folder}`)) return [];
    return refuse(`${room.name} may import @cambio/${use.room} in src/${folder} alone`);
  }
  if (rule.types?.includes(use.room)) {
    return use.typesOnly
      ? []
      : refuse(`${room.name} may import types of @cambio/${use.room}, and nothing else of it`);
  }
  return refuse(`${room.name} must not import @cambio/${use.room}`);
}

function forbiddenInTest(room: Room, rule: RoomRule, source: Source, use: Use): Finding[] {
  const allowed = [...rule.imports, ...(rule.types ?? []), ...Object.keys(rule.within ?? {}), ...TEST_ROOMS];
  if (TEST_ONLY_ROOMS.includes(room.name) || allowed.includes(use.room) || use.room === room.name) return [];
  return [
    { file: source.file, line: use.line, text: `tests of ${room.name} must not import @cambio/${use.room}` },
  ];
}

function checkDeclared(room: Room): Finding[] {
  const manifest = `${room.folder}/package.json`;
  const inSrc = usedRooms(room.src);
  const inTest = usedRooms(room.test);
  const { dependencies, devDependencies } = room;
  return [
    ...missing(inSrc, dependencies).map((name) =>
      at(manifest, `@cambio/${name} is imported in src and missing from dependencies`),
    ),
    ...missing(inTest, [...dependencies, ...devDependencies, room.name]).map((name) =>
      at(manifest, `@cambio/${name} is imported in tests and missing from devDependencies`),
    ),
    ...missing(dependencies, inSrc).map((name) =>
      at(manifest, `@cambio/${name} is in dependencies and not imported in src`),
    ),
    ...missing(devDependencies, inTest).map((name) =>
      at(manifest, `@cambio/${name} is in devDependencies and not imported in tests`),
    ),
  ];
}

/** Whatever a bundle is made of is there when it is made, and never installed with it. */
function checkBundled(room: Room, { ships = [] }: RoomRule): Finding[] {
  const manifest = `${room.folder}/package.json`;
  const used = usedRooms([...room.src, ...room.test]).filter((name) => name !== room.name);
  return [
    ...room.dependencies.map((name) => at(manifest, `@cambio/${name} is bundled: it is for devDependencies`)),
    ...missing(used, room.devDependencies).map((name) =>
      at(manifest, `@cambio/${name} is imported and missing from devDependencies`),
    ),
    ...missing(room.devDependencies, [...used, ...ships]).map((name) =>
      at(manifest, `@cambio/${name} is in devDependencies and not imported`),
    ),
  ];
}

function checkReferences(room: Room, house: House): Finding[] {
  const folderOf = (name: string) => house.rooms.find((each) => each.name === name)?.folder ?? name;
  const compiled = TEST_ONLY_ROOMS.includes(room.name) ? room.test : room.src;
  const compare = (file: string, references: readonly string[], wanted: readonly string[]) => [
    ...missing(wanted, references).map((folder) =>
      at(file, `${folder} is imported and missing from references`),
    ),
    ...missing(references, wanted).map((folder) => at(file, `${folder} is in references and not imported`)),
  ];
  return [
    ...(room.references === undefined
      ? []
      : compare(`${room.folder}/tsconfig.json`, room.references, usedRooms(compiled).map(folderOf))),
    ...(room.testReferences === undefined
      ? []
      : compare(`${room.folder}/test/tsconfig.json`, room.testReferences, [
          room.folder,
          ...missing(usedRooms(room.test), [...usedRooms(room.src), room.name]).map(folderOf),
        ])),
  ];
}

function usedRooms(sources: readonly Source[]): string[] {
  return [...new Set(sources.flatMap(ours).map((use) => use.room))].sort();
}

function missing(wanted: readonly string[], present: readonly string[]): string[] {
  return wanted.filter((each) => !present.includes(each));
}

function at(file: string, text: string): Finding {
  return { file, line: 1, text };
}
