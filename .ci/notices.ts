import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BundledPackage } from './bundled-packages.ts';

/**
 * The licences of the packages that something is bundled with, as most of them ask to be passed on: name, version and
 * the texts that come with it.
 *
 * @param bundle what is made of the packages
 */
export function noticesOf(bundle: string, packages: readonly BundledPackage[]): string {
  const heading = `${bundle} is bundled with the packages below. What each of them says about its licence:\n`;
  return [heading, ...packages.map(section)].join(`\n${'-'.repeat(80)}\n\n`);
}

function section({ name, version, license, folder }: BundledPackage): string {
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice|third-party-notices)([.-]|$)/i.test(file))
    .sort()
    .map((file) => `\n${readFileSync(join(folder, file), 'utf8').trim()}\n`);
  return [`${name} ${version} (${license})\n`, ...texts].join('');
}
