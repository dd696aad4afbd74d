import { sep } from 'node:path';
import type { JsonObject } from '@cambio/oauth';
import { type Diagnostic, LINT_RULES } from '@cambio/policy';
import { rulePage } from '../text/rule-page.ts';
import type { Findings } from './findings.ts';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/** A SARIF 2.1.0 log, as code scanning services read it. */
export function sarifReport(findings: Findings): string {
  return `${JSON.stringify(sarifLog(findings), null, 2)}\n`;
}

function sarifLog({ diagnostics, files }: Findings): JsonObject {
  const rules = [...new Set(diagnostics.map(({ rule }) => rule))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'cambio', rules: rules.map(describe) } },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map((diagnostic) => result(diagnostic, rules, new Set(files))),
      },
    ],
  };
}

function describe(id: string): JsonObject {
  const summary = LINT_RULES.find((rule) => rule.id === id)?.summary;
  const page = rulePage(id);
  return {
    id,
    ...(summary !== undefined && { shortDescription: { text: summary } }),
    ...(page !== undefined && { help: { text: `See ${page}` } }),
  };
}

function result(diagnostic: Diagnostic, rules: readonly string[], files: ReadonlySet<string>): JsonObject {
  const { severity, rule, message, hint, position } = diagnostic;
  return {
    ruleId: rule,
    ruleIndex: rules.indexOf(rule),
    level: LEVELS[severity],
    message: { text: hint === undefined ? message : `${message} (${hint})` },
    // A flag or an environment variable is no artifact that a line could be shown of.
    locations: files.has(position.file) ? [location(diagnostic)] : [],
  };
}

function location({ position: { file, line, column } }: Diagnostic): JsonObject {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(file) },
      region: { startLine: line, startColumn: column },
    },
  };
}

/** A relative path as a relative URI reference (RFC 3986 §4.2); an absolute one as it is, percent-encoded. */
function uriOf(path: string): string {
  return path.split(sep).map(encodeURIComponent).join('/');
}
