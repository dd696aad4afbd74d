import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A package of somebody else's that is part of the bundle. */
interface Bundled {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly folder: string;
}

/**
 * The licences of every package of others that the modules are of, as most of them ask to be passed on: name, version
 * and the texts that come with it. Throws for a package that names no licence.
 *
 * @param bundle what is made of the modules
 */
export function noticesOf(bundle: string, modules: readonly string[]): string {
  const packages = new Map(
    modules
      .filter((module) => module.includes('/node_modules/'))
      .map((module) => packageOf(module))
      .map((bundled) => [`${bundled.name} ${bundled.version}`, bundled] as const),
  );
  const sections = [...packages]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, each]) => section(each));
  const heading = `${bundle} is bundled with the packages below. What each of them says about its licence:\n`;
  return [heading, ...sections].join(`\n${'-'.repeat(80)}\n\n`);
}

function section({ name, version, license, folder }: Bundled): string {
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice|third-party-notices)([.-]|$)/i.test(file))
    .sort()
    .map((file) => `\n${readFileSync(join(folder, file), 'utf8').trim()}\n`);
  return [`${name} ${version} (${license})\n`, ...texts].join('');
}

function packageOf(module: string): Bundled {
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
