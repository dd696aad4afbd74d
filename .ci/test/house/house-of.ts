import type { House, Room } from '../../house/house.ts';
import { parseSource } from '../../house/source.ts';

type Declared = Partial<Pick<Room, 'dependencies' | 'devDependencies' | 'references' | 'testReferences'>>;

/** A house of one room at `folder`, with the given files by path below it, that keeps every rule it is not told to break. */
export function houseOf(
  folder: string,
  files: Readonly<Record<string, string>>,
  declared: Declared = {},
): House {
  const sources = Object.entries(files).map(([file, text]) => parseSource(`${folder}/${file}`, text));
  const room: Room = {
    name: folder.split('/').at(-1) ?? folder,
    folder,
    dependencies: [],
    devDependencies: [],
    references: undefined,
    testReferences: undefined,
    src: sources.filter(({ file }) => file.startsWith(`${folder}/src/`)),
    test: sources.filter(({ file }) => !file.startsWith(`${folder}/src/`)),
    ...declared,
  };
  return {
    rooms: [room],
    references: [folder, `${folder}/test`],
    files: Object.entries(files).map(([file, text]) => ({ file: `${folder}/${file}`, text })),
  };
}
