import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import GithubSlugger from 'github-slugger';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { toString as textOf } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';

/** The repository. Paths of pages are relative to it. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A Markdown page, and what tests look at in it. Lines are counted from 1. */
export interface Page {
  readonly path: string;
  readonly text: string;
  /** What may stand behind the `#` of a link to it, by GitHub's rule. */
  readonly anchors: ReadonlySet<string>;
  /** Those of images and of reference definitions included. */
  readonly links: readonly Link[];
  readonly blocks: readonly CodeBlock[];
}

export interface Link {
  readonly url: string;
  readonly line: number;
}

/** A fenced block of code. */
export interface CodeBlock {
  readonly language: string;
  readonly text: string;
  /** The anchor of the heading it stands under. */
  readonly section: string;
  /** That of the opening fence: line `n` of the text is line `line + n` of the page. */
  readonly line: number;
}

/** The paths that match, in order. */
export function findPages(...patterns: readonly string[]): readonly string[] {
  return globSync([...patterns], { cwd: ROOT }).sort();
}

export function readPage(path: string): Page {
  const anchors = new Set<string>();
  const links: Link[] = [];
  const blocks: CodeBlock[] = [];
  const slugger = new GithubSlugger();
  let section = '';
  const text = readFileSync(join(ROOT, path), 'utf8');
  visit(fromMarkdown(text), (node) => {
    const line = node.position?.start.line ?? 0;
    switch (node.type) {
      case 'heading':
        section = slugger.slug(textOf(node));
        anchors.add(section);
        break;
      case 'link':
      case 'image':
      case 'definition':
        links.push({ url: node.url, line });
        break;
      case 'code':
        blocks.push({ language: node.lang ?? '', text: node.value, section, line });
    }
  });
  return { path, text, anchors, links, blocks };
}
