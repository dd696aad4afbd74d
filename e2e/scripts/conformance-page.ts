import { basename } from 'node:path';
import { type Clause, STANDARDS, type Standard, UNTESTED } from '../conformance/clauses.ts';
import { findTests, type TestsByClause } from './clause-tests.ts';

/** The tests of the gateway, and those of what services verify its tokens with. */
const GATEWAY = 'e2e/conformance/*.test.ts';
const SERVICES = 'packages/client/test/middleware/*.test.ts';

/** The page, out of the list of clauses and the titles of tests. Throws where the two do not agree. */
export function conformancePage(): string {
  const gateway = findTests(GATEWAY);
  const services = findTests(SERVICES);
  const disagreements = [...gateway.keys(), ...services.keys(), ...Object.keys(UNTESTED)].filter(isUnknown);
  disagreements.push(...Object.keys(UNTESTED).filter((id) => gateway.has(id)));
  if (disagreements.length > 0) throw new Error(`not listed, or said to be untested: ${disagreements}`);
  return [...HEAD, ...STANDARDS.flatMap((standard) => section(standard, gateway, services))].join('\n');
}

const KNOWN = new Set(STANDARDS.flatMap(({ clauses }) => clauses.map(([id]) => id)));

function isUnknown(id: string): boolean {
  return !KNOWN.has(id);
}

const HEAD = [
  '# Conformance',
  '',
  '<!-- Generated from e2e/conformance and its clauses.ts: pnpm --filter @cambio/e2e generate -->',
  '',
  'What the standards ask of Cambio, clause by clause in our own words, and the tests that try it from outside: at',
  'the gateway, and at services that verify its tokens with `@cambio/client`. A test names its clause at the start of',
  'its title. `choice` marks what a text leaves open, with what was chosen; the',
  '[decisions](../decisions/0006-choices-the-standards-leave-open.md) say why. Drafts are not followed, and RFC 9396 is not offered.',
  '',
];

function section(
  { title, clauses }: Standard,
  gateway: TestsByClause,
  services: TestsByClause,
): readonly string[] {
  const rows = clauses.map((clause) => row(clause, gateway, services));
  return [
    `## ${title}`,
    '',
    '| id | section | level | what is asked | gateway | services |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ];
}

function row([id, where, level, statement]: Clause, gateway: TestsByClause, services: TestsByClause): string {
  const tested = linksTo(gateway.get(id)) || UNTESTED[id] || 'no test yet';
  return `| ${id} | ${where} | ${level} | ${statement} | ${tested} | ${linksTo(services.get(id))} |`;
}

/** Names of the files, which lead to them. */
function linksTo(paths: ReadonlySet<string> = new Set()): string {
  return [...paths].map((path) => `[${nameOf(path)}](../../${path})`).join(', ');
}

function nameOf(path: string): string {
  return basename(path, '.test.ts');
}
