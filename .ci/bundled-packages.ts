import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A package of somebody else's that is part of a bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** As its manifest says: an SPDX expression. */
  readonly license: string;
  readonly folder: string;
}

/** The packages of others that the modules are of, each once, in the order of their names. Throws for one that names no licence. */
export function packagesOf(modules: readonly string[]): readonly BundledPackage[] {
  const packages = new Map(
    modules
      .filter((module) => module.includes('/node_modules/'))
      .map((module) => packageOf(module))
      .map((bundled) => [`${bundled.name} ${bundled.version}`, bundled] as const),
  );
  return [...packages].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, each]) => each);
}

function packageOf(module: string): BundledPackage {
  for (let folder = dirname(module); folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (!existsSync(file)) continue;
    const manifest: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(file, 'utf8'));
    const { name, version, license } = manifest;
    // A package may have manifests of its own inside, which say no more than which kind of module is in a folder.
    if (typeof name !== 'string' || typeof version !== 'string') continue;
    if (typeof license !== 'string') throw new Error(`${name} ${version} names no licence`);
    return { name, version, license, folder };
  }
  throw new Error(`${module} is of no package`);
}
