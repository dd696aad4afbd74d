import type { Check, Finding, House } from './house.ts';
import { EMPTY_NAMES, LONG_FILES, MACHINE_PATH, MAX_LINES } from './rules.ts';

/** What can be seen from the tree: names, lengths, every room compiled, nobody's own paths. */
export const checkTree: Check = (house) => [
  ...checkNames(house),
  ...checkLengths(house),
  ...checkCompiled(house),
  ...checkMachinePaths(house),
];

function checkNames(house: House): Finding[] {
  return house.files.flatMap(({ file }) => {
    const empty = file.split('/').find((part) => EMPTY_NAMES.has(part.split('.')[0] ?? ''));
    return empty === undefined
      ? []
      : [{ file, line: 1, text: `"${empty}" says nothing: name it after what it holds` }];
  });
}

function checkLengths(house: House): Finding[] {
  const sources = house.rooms.flatMap((room) => room.src);
  const long = sources.filter(({ lines }) => lines > MAX_LINES);
  const excused = Object.keys(LONG_FILES).filter((file) =>
    house.rooms.some(({ folder }) => file.startsWith(`${folder}/`)),
  );
  return [
    ...long
      .filter(({ file }) => !excused.includes(file))
      .map(({ file, lines }) => ({
        file,
        line: MAX_LINES,
        text: `${lines} lines: split it (at most ${MAX_LINES})`,
      })),
    ...excused
      .filter((file) => !long.some((source) => source.file === file))
      .map((file) => ({ file, line: 1, text: 'is listed as long in .ci/house/rules.ts and is not' })),
  ];
}

function checkCompiled(house: House): Finding[] {
  return house.rooms
    .flatMap(({ folder, references, testReferences }) => [
      ...(references === undefined ? [] : [folder]),
      ...(testReferences === undefined ? [] : [`${folder}/test`]),
    ])
    .filter((folder) => !house.references.includes(folder))
    .map((folder) => ({ file: 'tsconfig.json', line: 1, text: `${folder} is missing from references` }));
}

function checkMachinePaths(house: House): Finding[] {
  return house.files.flatMap(({ file, text }) =>
    text.split('\n').flatMap((line, index) => {
      const path = MACHINE_PATH.exec(line)?.[0];
      return path === undefined ? [] : [{ file, line: index + 1, text: `${path} is a path of one machine` }];
    }),
  );
}
