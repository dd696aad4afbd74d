import { parseSync, Visitor } from 'oxc-parser';

/** One import, re-export or dynamic import, as it is written. */
export interface Import {
  readonly specifier: string;
  readonly line: number;
  /** `import type`: nothing of it is left at run time. An inline `type` leaves an import that loads the module. */
  readonly typesOnly: boolean;
  /** Imported names; `*` for a whole module, however it is imported. */
  readonly names: readonly string[];
}

/** A mention of something ambient: `process.env`, `new Date()`, `crypto.subtle`. */
export interface Mention {
  readonly name: string;
  readonly line: number;
}

/** What the checks need to know of one file. */
export interface Source {
  /** From the workspace root, with `/`. */
  readonly file: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  readonly mentions: readonly Mention[];
}

/** Throws on a file that does not parse, naming it. */
export function parseSource(file: string, text: string): Source {
  const { program, errors } = parseSync(file, text);
  const [error] = errors;
  if (error !== undefined) throw new SyntaxError(`${file}: ${error.message}`);

  const lineOf = lineCounter(text);
  const imports: Import[] = [];
  const mentions: Mention[] = [];
  const add = (node: { start: number }, specifier: string, typesOnly: boolean, names: readonly string[]) =>
    imports.push({ specifier, line: lineOf(node.start), typesOnly, names });
  const mention = (node: { start: number }, name: string) =>
    mentions.push({ name, line: lineOf(node.start) });

  new Visitor({
    ImportDeclaration(node) {
      const named = node.specifiers.map((each) =>
        each.type === 'ImportSpecifier' ? nameOf(each.imported) : '*',
      );
      add(node, node.source.value, node.importKind === 'type', named);
    },
    ExportNamedDeclaration(node) {
      if (node.source === null) return;
      const named = node.specifiers.map((each) => nameOf(each.local));
      add(node, node.source.value, node.exportKind === 'type', named);
    },
    ExportAllDeclaration(node) {
      add(node, node.source.value, node.exportKind === 'type', ['*']);
    },
    ImportExpression(node) {
      if (node.source.type === 'Literal') add(node, String(node.source.value), false, ['*']);
    },
    TSImportType(node) {
      add(node, node.source.value, true, ['*']);
    },
    MemberExpression(node) {
      if (node.object.type !== 'Identifier') return;
      if (node.property.type === 'Identifier' && !node.computed) {
        mention(node, `${node.object.name}.${node.property.name}`);
      } else if (node.property.type === 'Literal') {
        mention(node, `${node.object.name}.${node.property.value}`);
      }
    },
    NewExpression(node) {
      const isDate = node.callee.type === 'Identifier' && node.callee.name === 'Date';
      if (isDate && node.arguments.length === 0) mention(node, 'new Date()');
    },
    CallExpression(node) {
      if (node.callee.type === 'Identifier' && node.callee.name === 'Date') mention(node, 'new Date()');
    },
    VariableDeclarator(node) {
      if (node.init?.type !== 'Identifier' || node.id.type !== 'ObjectPattern') return;
      for (const property of node.id.properties) {
        if (property.type === 'Property' && property.key.type === 'Identifier') {
          mention(node, `${node.init.name}.${property.key.name}`);
        }
      }
    },
  }).visit(program);

  return { file, lines: text.trimEnd().split('\n').length, imports, mentions };
}

function nameOf(name: { type: string; name?: string; value?: unknown }): string {
  return name.name ?? String(name.value);
}

function lineCounter(text: string): (offset: number) => number {
  return (offset) => text.slice(0, offset).split('\n').length;
}
