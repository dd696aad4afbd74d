import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect } from 'chai';
import { runProgram } from '../gateway/programs.ts';
import { givenTo } from './given.ts';
import { type CodeBlock, ROOT, readPage } from './page.ts';
import { PAGES } from './pages.ts';

/** Pages whose examples are not compiled, and why. */
const NOT_COMPILED: Readonly<Record<string, string>> = {
  'docs/guides/add-a-provider.md': 'a file of a change of the tree itself',
  'docs/guides/issuers/vercel.md': 'imports a package of others',
};

interface Example {
  readonly page: string;
  /** Whether it relies on what the text around it says. */
  readonly isGiven: boolean;
  readonly place: string;
  /** The file a reader would put it into. What it imports is found from there. */
  readonly file: string;
  readonly text: string;
}

/** Rooms whose README shows a whole program; of the others it is a part, or needs what is not here. */
const RUN =
  /^(packages\/(binding|claims|ledger|marks|oauth|policy|settings|testkit)|services\/federation)\/README\.md$/;

/** What starts programs of others. */
const OF_PEERS = /testkit\/(daemons|workload-api)/;

const FOLDER = 'dist/.examples';
const CONFIG = join(ROOT, 'e2e', FOLDER, 'tsconfig.json');

function exampleOf(page: string, { line, text }: CodeBlock): Example {
  const given = givenTo(page, text);
  const file = join(ROOT, homeOf(page), FOLDER, `${page.replaceAll(/\W/g, '-')}-${line}.ts`);
  const whole = `${given} export {};\n${text}\n`;
  return { page, place: `${page}:${line}`, isGiven: given !== '', file, text: whole };
}

const WRONG = exampleOf('e2e/README.md', {
  language: 'ts',
  section: '',
  line: 0,
  text: `import { createResourceServer } from '@cambio/client';\nexport const server = createResourceServer({});`,
});

function isWhole({ page, isGiven, text }: Example): boolean {
  return RUN.test(page) && !isGiven && !OF_PEERS.test(text);
}

/** A package finds itself by its name; services use the client. */
function homeOf(page: string): string {
  const [room] = /^(packages|services)\/[\w-]+(?=\/README\.md$)/.exec(page) ?? [];
  return room ?? (page.startsWith('docs/guides/services/') ? 'packages/client' : 'e2e');
}

describe('the TypeScript of the pages', () => {
  const examples = PAGES.filter((page) => !(page in NOT_COMPILED)).flatMap((page) =>
    readPage(page)
      .blocks.filter(({ language }) => language === 'ts')
      .map((block) => exampleOf(page, block)),
  );
  const folders = [...new Set([...examples.map(({ file }) => join(file, '..')), join(CONFIG, '..')])];
  let said: string;

  before(async () => {
    for (const folder of folders) await mkdir(folder, { recursive: true });
    for (const { file, text } of [...examples, WRONG]) await writeFile(file, text);
    const compilerOptions = {
      composite: false,
      declarationMap: false,
      noEmit: true,
      noUnusedLocals: false,
      types: ['node'],
      paths: {
        '@cambio/*': [`${ROOT}/packages/*/dist/index.d.ts`],
        ioredis: [`${ROOT}/packages/marks/node_modules/ioredis/built/index.d.ts`],
      },
    };
    const files = [...examples, WRONG].map(({ file }) => file);
    await writeFile(
      CONFIG,
      JSON.stringify({ extends: join(ROOT, 'tsconfig.base.json'), compilerOptions, files }),
    );
    const { stdout } = await runProgram(process.execPath, [
      join(ROOT, 'node_modules/typescript/bin/tsc'),
      ...['--project', CONFIG, '--pretty', 'false'],
    ]);
    said = stdout;
  });
  after(async () => {
    for (const folder of folders) await rm(folder, { recursive: true });
  });

  it('is looked for on all of them', () => {
    expect(examples.length).to.be.at.least(35);
    expect(said).not.to.include('tsconfig.json');
  });

  const errorsIn = ({ file }: Example) => said.split('\n').filter((line) => line.includes(basename(file)));

  for (const example of examples) {
    it(`in ${example.place} compiles`, () => {
      const errors = errorsIn(example);
      expect(errors, errors.join('\n')).to.deep.equal([]);
    });
  }

  for (const { place, file, text } of examples.filter(isWhole)) {
    it(`in ${place} runs`, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'cambio-example-'));
      const { code, stderr } = await runProgram(process.execPath, [file], { folder });
      await rm(folder, { recursive: true });
      expect(code, `${text}\n${stderr}`).to.equal(0);
    });
  }

  it('would show what is wrong', () => {
    expect(errorsIn(WRONG)).to.have.length(1);
  });
});
