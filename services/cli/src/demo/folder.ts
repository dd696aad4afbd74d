import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pointIssuerAt } from './documents.ts';
import { PEOPLE_TRUST } from './people.ts';

/** The examples an operator copies from: within the bundle, or beside the workspace's packages. */
const EXAMPLES =
  ['config/', '../../../../config/']
    .map((place) => fileURLToPath(new URL(place, import.meta.url)))
    .find((place) => existsSync(place)) ?? '';

/** Where a demo keeps its things. */
export interface DemoFolder {
  readonly path: string;
  /** The folder of trust documents. */
  readonly trust: string;
  /** The file in it that says what jobs may have. */
  readonly document: string;
  /** The file in it that says who may administer. */
  readonly people: string;
  readonly settings: string;
  /** Deletes it, where it was made for the demo alone. */
  readonly remove: () => Promise<void>;
}

/** The folder the user chose, or a new one that goes when the demo does. */
export async function openFolder(chosen: string | undefined): Promise<DemoFolder> {
  const path = chosen === undefined ? await mkdtemp(join(tmpdir(), 'cambio-demo-')) : resolve(chosen);
  const trust = join(path, 'trust');
  await mkdir(trust, { recursive: true });
  return {
    path,
    trust,
    document: join(trust, 'github.yaml'),
    people: join(trust, 'people.yaml'),
    settings: join(path, 'cambio.yaml'),
    remove: async () => {
      if (chosen === undefined) await rm(path, { recursive: true, force: true });
    },
  };
}

/** Puts the example trust documents there, believing in the platform at `issuer`. */
export async function writeTrust({ document }: DemoFolder, issuer: string): Promise<void> {
  await pointThere(document, issuer, example);
}

/** Puts documents there by which people of the provider at `issuer` administer. */
export async function writePeople({ people }: DemoFolder, issuer: string): Promise<void> {
  await pointThere(people, issuer, async () => PEOPLE_TRUST);
}

/** What the user made of the documents in an earlier demo stays; only the address is new. */
async function pointThere(path: string, issuer: string, begin: () => Promise<string>): Promise<void> {
  const text = existsSync(path) ? await readFile(path, 'utf8') : await begin();
  await writeFile(path, pointIssuerAt(text, issuer));
}

/** The example, with its schemas named where they are, so that editors find them from anywhere. */
async function example(): Promise<string> {
  const text = await readFile(join(EXAMPLES, 'trust/github.yaml'), 'utf8');
  return text.replaceAll('$schema=../schema/', `$schema=${join(EXAMPLES, 'schema/')}`);
}
