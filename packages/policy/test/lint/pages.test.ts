import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { applyFixes, type Diagnostic, LINT_RULES, lintAt, loadTrust } from '../../src/index.ts';
import { GATEWAY } from '../acme.ts';

const FOLDER = new URL('../../../../docs/reference/lint/', import.meta.url);
const NOW = Date.parse('2026-11-22') / 1000;
const NEVER_USED = { since: NOW - 90 * 86_400, lastUsed: new Map<string, number>() };

function page(name: string): string {
  return readFileSync(new URL(`${name}.md`, FOLDER), 'utf8');
}

function examplesIn(text: string): readonly string[] {
  return [...text.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, example = '']) => example);
}

const [BESIDE = ''] = examplesIn(page('README'));

/** All that is said of an example of a rule's page. */
function diagnosticsOf(rule: string, example: string): readonly Diagnostic[] {
  const sources = [
    { path: 'beside.yaml', text: BESIDE },
    { path: 'example.yaml', text: example },
  ];
  const { trust, diagnostics } = loadTrust(sources, { ...GATEWAY, maxLifetime: 3600 });
  const history = rule === 'unused' ? NEVER_USED : undefined;
  return [...diagnostics, ...(trust === undefined ? [] : lintAt(trust, { now: NOW, history }))];
}

describe('the pages of lint rules', () => {
  it('are one for each rule', () => {
    const names = readdirSync(FOLDER).filter((name) => name !== 'README.md');
    expect(names.sort()).to.deep.equal(LINT_RULES.map(({ id }) => `${id}.md`).sort());
  });

  for (const { id, severity, summary } of LINT_RULES) {
    describe(id, () => {
      const text = page(id);
      const [fires = '', doesNot = '', ...more] = examplesIn(text);

      it('is listed with its severity and what can go wrong', () => {
        expect(page('README')).to.contain(`| [${id}](${id}.md) | ${severity} | ${summary} |\n`);
        expect(text).to.match(new RegExp(`^# ${id}\n\nAn? ${severity}[.:]`));
      });

      it('shows what the rule fires on, and no other', () => {
        const found = diagnosticsOf(id, fires);
        expect(new Set(found.map(({ rule }) => rule))).to.deep.equal(new Set([id]));
        expect(found[0]?.severity).to.equal(severity);
      });

      it('shows what no rule fires on', () => {
        expect(diagnosticsOf(id, doesNot)).to.deep.equal([]);
        expect(more).to.deep.equal([]);
      });

      const { fixed, text: mended } = applyFixes(
        { path: 'example.yaml', text: fires },
        diagnosticsOf(id, fires),
      );
      if (fixed.length > 0) {
        it('says that it can be mended, and is right', () => {
          expect(text).to.contain('`cambio check --fix`');
          expect(diagnosticsOf(id, mended)).to.deep.equal([]);
        });
      }
    });
  }
});
