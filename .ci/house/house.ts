import type { Source } from './source.ts';

/** One room as it stands: what it declares, and what its files really do. */
export interface Room {
  /** The name behind `@cambio/`. */
  readonly name: string;
  /** From the workspace root: `packages/oauth`. */
  readonly folder: string;
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
  /** Folders its `tsconfig.json` refers to, from the workspace root; `undefined` where it has none. */
  readonly references: readonly string[] | undefined;
  /** The same of `test/tsconfig.json`. */
  readonly testReferences: readonly string[] | undefined;
  readonly src: readonly Source[];
  /** Everything that is TypeScript and not `src`. */
  readonly test: readonly Source[];
}

/** A text file as it is searched for what no file may contain. */
export interface TextFile {
  readonly file: string;
  readonly text: string;
}

/** All that the checks look at: they read nothing themselves. */
export interface House {
  readonly rooms: readonly Room[];
  /** Folders the root `tsconfig.json` refers to. */
  readonly references: readonly string[];
  readonly files: readonly TextFile[];
}

/** Something that breaks a rule, and where. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  /** What is wrong and what to do about it. */
  readonly text: string;
}

export type Check = (house: House) => readonly Finding[];

const SCOPE = '@cambio/';

/** The room an import is of; `undefined` for anything that is not ours. */
export function roomOf(specifier: string): string | undefined {
  return specifier.startsWith(SCOPE) ? specifier.slice(SCOPE.length).split('/')[0] : undefined;
}
