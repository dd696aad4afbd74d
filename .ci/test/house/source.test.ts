import { expect } from 'chai';
import { parseSource } from '../../house/source.ts';

describe('parseSource', () => {
  const imports = [
    { text: "import { a, b as c } from 'x';", names: ['a', 'b'], typesOnly: false },
    { text: "import * as x from 'x';", names: ['*'], typesOnly: false },
    { text: "import x from 'x';", names: ['*'], typesOnly: false },
    { text: "import 'x';", names: [], typesOnly: false },
    { text: "import type { A } from 'x';", names: ['A'], typesOnly: true },
    { text: "import { type A } from 'x';", names: ['A'], typesOnly: false },
    { text: "import { type A, b } from 'x';", names: ['A', 'b'], typesOnly: false },
    { text: "export { a } from 'x';", names: ['a'], typesOnly: false },
    { text: "export type { A } from 'x';", names: ['A'], typesOnly: true },
    { text: "export { type A } from 'x';", names: ['A'], typesOnly: false },
    { text: "export * from 'x';", names: ['*'], typesOnly: false },
    { text: "const x = await import('x');", names: ['*'], typesOnly: false },
    { text: "const x = import.meta.resolve('x');", names: ['*'], typesOnly: false },
    { text: "type A = import('x').A;", names: ['*'], typesOnly: true },
  ];
  for (const { text, names, typesOnly } of imports) {
    it(`reads ${text}`, () => {
      expect(parseSource('a.ts', `// first line\n${text}\n`).imports).to.deep.equal([
        { specifier: 'x', line: 2, names, typesOnly },
      ]);
    });
  }

  const mentions = {
    'process.env.HOME': 'process.env.HOME',
    'process.env[name]': 'process.env',
    "process['env']": 'process.env',
    'const { env } = process': 'process.env',
    'const clock = Date.now': 'Date.now',
    'new Date()': 'new Date()',
    'Date()': 'new Date()',
    'performance.now()': 'performance.now',
    'globalThis.process.env': 'process.env',
    'crypto.subtle.sign()': 'crypto.subtle.sign',
  };
  for (const [text, name] of Object.entries(mentions)) {
    it(`sees ${name} in ${text}`, () => {
      expect(parseSource('a.ts', text).mentions).to.deep.include({ name, line: 1 });
    });
  }

  it('takes no date that is given for the clock', () => {
    expect(
      parseSource('a.ts', 'new Date(0); Date.parse(""); "Date.now()"; // Date.now()').mentions,
    ).to.deep.equal([{ name: 'Date.parse', line: 1 }]);
  });

  it('refuses what does not parse, by file', () => {
    expect(() => parseSource('a.ts', 'const = 1')).to.throw(SyntaxError, 'a.ts: ');
  });
});
