import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { z } from 'zod';
import { type House, type Room, roomOf, type TextFile } from './house.ts';
import { parseSource, type Source } from './source.ts';

/** Folders that hold rooms. */
const ROOM_FOLDERS = ['packages/*', 'services/*', 'e2e', '.ci'];

/** Made by tools, or not ours. */
const NOT_OURS = new Set(['node_modules', 'dist', 'bundle', '.turbo', '.git', 'data']);

const Manifest = z.object({
  name: z.string(),
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
});

const TsConfig = z.object({ references: z.array(z.object({ path: z.string() })).default([]) });

/** Reads the workspace below `root`. Throws where a manifest or a source does not parse. */
export function readHouse(root: string): House {
  const files = listFiles(root);
  const rooms = globSync(ROOM_FOLDERS, { cwd: root })
    .map((folder) => folder.replaceAll('\\', '/'))
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .sort();
  return {
    rooms: rooms.map((folder) => readRoom(root, folder, files)),
    references: readReferences(root, '.') ?? [],
    files,
  };
}

function listFiles(root: string): TextFile[] {
  return globSync('**/*', { cwd: root, exclude: (name) => NOT_OURS.has(name) })
    .map((file) => file.replaceAll('\\', '/'))
    .concat(globSync(['.ci/**/*', '.github/**/*'], { cwd: root, exclude: (name) => NOT_OURS.has(name) }))
    .filter((file) => statSync(join(root, file)).isFile())
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
}

function readRoom(root: string, folder: string, files: readonly TextFile[]): Room {
  const manifest = Manifest.parse(readJson(root, `${folder}/package.json`));
  const sources = files
    .filter(({ file }) => file.startsWith(`${folder}/`) && /\.tsx?$/.test(file))
    .map(({ file, text }) => parseSource(file, text));
  const isSrc = ({ file }: Source) => file.startsWith(`${folder}/src/`);
  return {
    name: roomOf(manifest.name) ?? manifest.name,
    folder,
    dependencies: oursOf(manifest.dependencies),
    devDependencies: oursOf(manifest.devDependencies),
    references: readReferences(root, folder),
    testReferences: readReferences(root, `${folder}/test`),
    src: sources.filter(isSrc),
    test: sources.filter((source) => !isSrc(source)),
  };
}

function oursOf(dependencies: Readonly<Record<string, string>>): string[] {
  return Object.keys(dependencies).flatMap((name) => roomOf(name) ?? []);
}

function readReferences(root: string, folder: string): string[] | undefined {
  const file = `${folder}/tsconfig.json`;
  if (!existsSync(join(root, file))) return undefined;
  return TsConfig.parse(readJson(root, file)).references.map(({ path }) => posix.join(folder, path));
}

function readJson(root: string, file: string): unknown {
  return JSON.parse(readFileSync(join(root, file), 'utf8'));
}
