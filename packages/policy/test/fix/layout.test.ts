import { isJsonObject, type JsonObject, type JsonValue } from '@cambio/oauth';
import { expect } from 'chai';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { applyFixes, type Fix, readYaml } from '../../src/index.ts';

/** What an edit makes of a value, however that is written; `undefined` where nothing is left. */
function edited(value: JsonValue, fix: Fix, path = fix.path): JsonValue | undefined {
  const [step, ...below] = path;
  const inner = (member: JsonValue) => edited(member, fix, below);
  if (Array.isArray(value)) {
    const items = value.flatMap((item: JsonValue, index): (JsonValue | undefined)[] => {
      if (index !== step) return [item];
      if (below.length > 0) return [inner(item)];
      return fix.kind === 'set' || fix.kind === 'put' ? [putValue(fix.value)] : [];
    });
    return items.some((item) => item !== undefined) ? items.filter((item) => item !== undefined) : undefined;
  }
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).flatMap(([member, content]): [string, JsonValue | undefined][] => {
    if (member !== step) return [[member, content]];
    return below.length > 0 ? [[member, inner(content)]] : editedMember(member, content, fix);
  });
  if (fix.kind === 'put' && below.length === 0 && !Object.hasOwn(value, String(step))) {
    members.push([String(step), putValue(fix.value)]);
  }
  const kept = members.flatMap(([member, content]) => (content === undefined ? [] : [[member, content]]));
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function editedMember(member: string, content: JsonValue, fix: Fix): [string, JsonValue][] {
  switch (fix.kind) {
    case 'rename':
      return [[fix.name, content]];
    case 'set':
    case 'put':
      return [[member, putValue(fix.value)]];
    case 'replace':
      return Object.entries(fix.members);
    case 'remove':
      return [];
  }
}

function putValue(value: Extract<Fix, { kind: 'set' | 'put' }>['value']): JsonValue {
  return typeof value === 'object' ? [...value] : value;
}

const text = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9 :/#'"@{},-]{0,12}$/),
  fc.constantFrom('15m', 'true', '12', '2027-06-01', 'refs/heads/main', 'a: b', '- x', '# no', "it's"),
);
const name = fc.stringMatching(/^[a-z/][a-z0-9_./-]{0,8}$/);
const tree: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue; object: JsonObject }>((tie) => ({
  object: fc.dictionary(name, tie('value'), { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
  value: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    text,
    text,
    tie('object'),
    fc.array(tie('value'), { minLength: 1, maxLength: 3 }),
  ),
})).object;

/** Every way into a value. */
function pathsIn(value: JsonValue): readonly (readonly (string | number)[])[] {
  const members: [string | number, JsonValue][] = Array.isArray(value)
    ? value.map((item: JsonValue, index) => [index, item])
    : isJsonObject(value)
      ? Object.entries(value)
      : [];
  return members.flatMap(([step, member]) => [[step], ...pathsIn(member).map((path) => [step, ...path])]);
}

interface Choice {
  readonly kind: Fix['kind'] | 'add';
  readonly name: string;
  readonly texts: readonly [string, string];
}

const choice: fc.Arbitrary<Choice> = fc.record({
  kind: fc.constantFrom('rename', 'set', 'replace', 'remove', 'put', 'add'),
  name: name.map((suffix) => `new${suffix}`),
  texts: fc.tuple(text, text),
});

function fixAt(path: Fix['path'], { kind, name, texts: [value, other] }: Choice): Fix {
  switch (kind) {
    case 'rename':
      return { kind, path, name };
    case 'set':
      return { kind, path, value };
    case 'put':
      return { kind, path, value: other.length % 2 === 0 ? value : [value, 7, true] };
    case 'add':
      return { kind: 'put', path: [...path.slice(0, -1), name], value: [value, other] };
    case 'replace':
      return { kind, path, members: { [name]: value, [`${name}2`]: other } };
    case 'remove':
      return { kind, path };
  }
}

/** Ways to write the same value. */
const writing = fc.constantFrom(
  (value: JsonValue) => JSON.stringify(value),
  (value: JsonValue) => JSON.stringify(value, null, 2),
  (value: JsonValue) => stringify(value),
  (value: JsonValue) => stringify(value, { indent: 4, lineWidth: 0 }),
  (value: JsonValue) => stringify(value, { indentSeq: false, defaultStringType: 'QUOTE_DOUBLE' }),
  (value: JsonValue) => stringify(value, { defaultStringType: 'QUOTE_SINGLE', defaultKeyType: 'PLAIN' }),
  (value: JsonValue) => stringify(value, { collectionStyle: 'flow' }),
  (value: JsonValue) => stringify(value).replaceAll('\n', '\r\n'),
);

function valueRead(source: string): JsonValue | undefined {
  const [document] = readYaml({ path: 'a.yaml', text: source });
  return document?.ok ? document.value : undefined;
}

describe('the layout of what is fixed', () => {
  it('says after an edit what the edit makes of what it said before, and stays the same around it', () => {
    let made = 0;
    fc.assert(
      fc.property(tree, choice, writing, fc.nat(), (value, how, write, chosen) => {
        const source = `# before\n${write(value)}\n# after\n`;
        fc.pre(valueRead(source) !== undefined);
        const paths = pathsIn(value);
        const fix = fixAt(paths[chosen % paths.length] ?? [], how);
        const position = { file: 'a.yaml', line: 2, column: 1 };
        const diagnostic = { severity: 'info', rule: 'x', message: 'x', position, fix } as const;
        const { text: after, fixed } = applyFixes({ path: 'a.yaml', text: source }, [diagnostic]);
        if (fixed.length === 0) {
          expect(after).to.equal(source);
          return;
        }
        made++;
        expect(valueRead(after), `${JSON.stringify(fix)}\n${source}\n=>\n${after}`).to.deep.equal(
          edited(value, fix),
        );
        expect(after.startsWith('# before\n')).to.equal(true);
        expect(after.endsWith('\n# after\n') || after.endsWith('# after\n')).to.equal(true);
      }),
      { numRuns: 1000 },
    );
    expect(made).to.be.greaterThan(300);
  });
});
