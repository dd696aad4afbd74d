import { type Node, parseSync, Visitor } from 'oxc-parser';

/** One import, re-export or dynamic import, as it is written. */
export interface Import {
  readonly specifier: string;
  readonly line: number;
  /** `import type`: nothing of it is left at run time. An inline `type` leaves an import that loads the module. */
  readonly typesOnly: boolean;
  /** Imported names; `*` for a whole module, however it is imported. */
  readonly names: readonly string[];
}

/** A mention of a global's member, as far as it is spelt out: `process.env.HOME`, `new Date()`, `crypto.subtle.sign`. */
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
  const inner = new WeakSet<Node>();
  const add = (node: { start: number }, specifier: string, typesOnly: boolean, names: readonly string[]) =>
    imports.push({ specifier, line: lineOf(node.start), typesOnly, names });
  const mention = (node: { start: number }, name: string) =>
    mentions.push({ name: name.replace(/^globalThis\./, ''), line: lineOf(node.start) });

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
      if (node.object.type === 'MemberExpression') inner.add(node.object);
      const name = dotted(node);
      if (name !== undefined && !inner.has(node)) mention(node, name);
    },
    NewExpression(node) {
      const isDate = node.callee.type === 'Identifier' && node.callee.name === 'Date';
      if (isDate && node.arguments.length === 0) mention(node, 'new Date()');
    },
    CallExpression(node) {
      const resolved = node.arguments[0];
      if (isImportMetaResolve(node.callee) && resolved?.type === 'Literal') {
        add(node, String(resolved.value), false, ['*']);
      }
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

function isImportMetaResolve(callee: Node): boolean {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'MetaProperty') return false;
  return callee.property.type === 'Identifier' && callee.property.name === 'resolve';
}

/** `a.b.c` of a chain of members that starts at an identifier; a computed member ends it. */
function dotted(node: Node): string | undefined {
  if (node.type === 'Identifier') return node.name;
  if (node.type !== 'MemberExpression') return undefined;
  const object = dotted(node.object);
  if (object === undefined) return undefined;
  if (node.property.type === 'Identifier' && !node.computed) return `${object}.${node.property.name}`;
  return node.property.type === 'Literal' ? `${object}.${node.property.value}` : object;
}

/** Whether something mentioned is `name` or reached through it. */
export function isOf(mentioned: string, name: string): boolean {
  return mentioned === name || mentioned.startsWith(`${name}.`);
}

function lineCounter(text: string): (offset: number) => number {
  return (offset) => text.slice(0, offset).split('\n').length;
}
