import type { Platform } from '@cambio/testkit';
import type { Names } from '../guide.ts';
import type { Machine } from '../shell.ts';

/** A page's job, ready to run: the lines its file has, and the machine they run on. */
export interface Job extends Machine {
  readonly lines: readonly string[];
}

/** A platform with a page for jobs. */
export interface JobPlatform extends Platform {
  /** Reads the page's file as the platform does, and gives its job what the platform gives it. */
  readonly job: (names: Names) => Promise<Job>;
}

/** How the command line gets into an image, by the page's own words. */
export function installLine(names: Names): string {
  return `npm install --global ${names.package}`;
}
