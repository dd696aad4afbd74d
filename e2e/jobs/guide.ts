import { readFileSync } from 'node:fs';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { type CodeBlock, readPage } from '../documents/page.ts';

/** What stands in the pages for what is known only here. */
export interface Names {
  /** The gateway's URL. */
  readonly gateway: string;
  /** What npm installs the command line from. */
  readonly package: string;
}

const EXAMPLE_GATEWAY = 'https://sts.acme.example';

const Version = z.object({ version: z.string() });

/** The package as the pages name it: of this version. */
const EXAMPLE_PACKAGE = `@cambio/cli@${
  Version.parse(JSON.parse(readFileSync(new URL(import.meta.resolve('@cambio/cli/package.json')), 'utf8')))
    .version
}`;

/** A block as a reader copies it, with his own names put in. */
export function rename(text: string, names: Names): string {
  return text.replaceAll(EXAMPLE_GATEWAY, names.gateway).replaceAll(EXAMPLE_PACKAGE, names.package);
}

/** The blocks of a page for jobs that are of this language; `yml` is what belongs to its platform. */
export function blocksOf(page: string, language: string): readonly CodeBlock[] {
  return readPage(`docs/guides/jobs/${page}.md`).blocks.filter((block) => block.language === language);
}

/** What the platform's own file says, in the page's one block of it. */
export function configOf(page: string, names: Names): unknown {
  const [block, ...more] = blocksOf(page, 'yml');
  if (block === undefined || more.length > 0) throw new Error(`${page} has not one block of yml`);
  return parse(rename(block.text, names));
}

/** The file of a platform that has a language of its own. */
export function textOf(page: string, language: string, names: Names): string {
  const texts = blocksOf(page, language).map(({ text }) => text);
  return rename(texts.join('\n'), names);
}

/** What the pattern's first group finds in it. Throws where there is none. */
export function found(text: string, pattern: RegExp): string {
  const [, value] = pattern.exec(text) ?? [];
  if (value === undefined) throw new Error(`nothing matches ${pattern}`);
  return value;
}

const Document = z.looseObject({ kind: z.string(), id: z.string(), url: z.string().optional() });

/** The trust documents of a page, as JSON. */
export function trustOf(page: string): readonly z.infer<typeof Document>[] {
  return blocksOf(page, 'yaml').flatMap(({ text }) =>
    parseAllDocuments(text).map((document) => Document.parse(document.toJS())),
  );
}
