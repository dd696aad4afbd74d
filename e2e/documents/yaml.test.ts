import { parseSource } from '@cambio/policy';
import { loadSettings, members } from '@cambio/settings';
import { expect } from 'chai';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { type CodeBlock, readPage } from './page.ts';
import { PAGES } from './pages.ts';

/** What is neither trust documents nor settings, by its members: files of others, and parts. What runs them is tested elsewhere. */
const OTHERS: Readonly<Record<string, string>> = {
  'on, permissions, jobs': 'a workflow of GitHub Actions',
  'permissions, steps': 'a part of one',
  '0': 'steps of one',
  users: 'a kubeconfig',
  'scrape_configs, rule_files': "Prometheus' configuration",
  tests: 'a part of a Mapping',
};

type Kind = 'trust' | 'settings' | 'other' | undefined;

const Members = z.record(z.string(), z.unknown()).or(z.array(z.unknown()));
const topMembers = new Set(members.map(({ path }) => path.split('.')[0] ?? ''));

function kindOf({ text }: CodeBlock): Kind {
  const documents = parseAllDocuments(text).map((document) => Members.parse(document.toJS()));
  const names = documents.flatMap((document) => Object.keys(document));
  if (documents.every((document) => 'kind' in document)) return 'trust';
  if (names.every((name) => topMembers.has(name))) return 'settings';
  return names.join(', ') in OTHERS ? 'other' : undefined;
}

/** 32 bytes in base64: long enough for a key, and a password like any other. */
const SECRET = Buffer.alloc(32, 7).toString('base64');

/** Settings of an example, with every variable and file there is, and an issuer of its own where it names none. */
function complaintsOf(text: string): readonly string[] {
  const variables = [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => [name, SECRET]);
  const loaded = loadSettings({
    file: { path: 'cambio.yaml', text },
    env: Object.fromEntries(variables),
    flags: /^issuer:/m.test(text) ? {} : { issuer: 'https://sts.acme.example' },
    readFile: () => SECRET,
  });
  return loaded.ok ? [] : loaded.error.map(({ position: { line }, message }) => `${line}: ${message}`);
}

describe('the JSON of the pages', () => {
  for (const page of PAGES.map(readPage)) {
    const texts = page.blocks.filter(({ language }) => language === 'json').map(({ text }) => text);
    if (texts.length === 0) continue;
    it(`is JSON in ${page.path}`, () => {
      for (const text of texts) expect(() => JSON.parse(text), text).not.to.throw();
    });
  }
});

describe('the YAML of the pages', () => {
  const blocks = PAGES.flatMap((path) =>
    readPage(path)
      .blocks.filter(({ language }) => language === 'yaml')
      .map((block) => ({ path, block })),
  );

  it('is looked for on all of them', () => {
    expect(blocks.length).to.be.at.least(100);
  });

  for (const { path, block } of blocks) {
    const kind = kindOf(block);
    it(`in ${path}:${block.line} is ${kind ?? 'something that is known'}`, () => {
      expect(kind, 'neither trust documents nor settings, nor listed here').not.to.equal(undefined);
      if (kind === 'trust') {
        const { diagnostics } = parseSource({ path, text: block.text });
        expect(diagnostics.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
      }
      if (kind === 'settings') expect(complaintsOf(block.text)).to.deep.equal([]);
    });
  }

  it('of others is there', () => {
    const found = blocks.filter(({ block }) => kindOf(block) === 'other');
    const kinds = found.map(({ block }) => Object.keys(Members.parse(parse(block.text))).join(', '));
    expect(new Set(kinds)).to.deep.equal(new Set(Object.keys(OTHERS)));
  });
});
