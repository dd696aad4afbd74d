import { expect } from 'chai';
import fc from 'fast-check';
import { findDocument, putDocument, readYaml, removeDocument, splitDocuments } from '../../src/index.ts';

const MIXED = `# of the file
kind: Issuer
id: a # beside
# below a
---
# above b
kind: Target
id: b

# below b
---
{"kind":"Mapping","id":"b"}
...
# between
---
kind: Mapping
id: d
`;

const files = [
  { path: 'mixed.yaml', text: MIXED },
  { path: 'broken.yaml', text: 'kind: [' },
  { path: 'one.json', text: '{"kind":"Mapping","id":"one"}' },
];

const idsIn = (all: typeof files) =>
  all.flatMap(readYaml).flatMap((read) => (read.ok ? [JSON.stringify(read.value)] : []));

describe('editing documents where they are written', () => {
  it('finds one with its comments, without the marker before it', () => {
    expect(findDocument(files, { kind: 'Target', id: 'b' })).to.deep.equal({
      kind: 'Target',
      id: 'b',
      path: 'mixed.yaml',
      text: '# above b\nkind: Target\nid: b\n\n# below b\n',
    });
    expect(findDocument(files, { kind: 'Target', id: 'a' })).to.equal(undefined);
  });

  it('takes files apart into the documents that have an id, each as it is found by itself', () => {
    const split = splitDocuments(files);
    expect(split.map(({ kind, id }) => `${kind}/${id}`)).to.deep.equal([
      'Issuer/a',
      'Target/b',
      'Mapping/b',
      'Mapping/d',
      'Mapping/one',
    ]);
    for (const written of split) expect(findDocument(files, written)).to.deep.equal(written);
  });

  it('replaces one and leaves the rest of its file as it was', () => {
    const text = '---\nkind: Target\nid: b\nowner: me';
    const [mixed] = putDocument(files, { kind: 'Target', id: 'b' }, text);
    const old = '# above b\nkind: Target\nid: b\n\n# below b\n';
    expect(mixed?.text).to.equal(MIXED.replace(old, 'kind: Target\nid: b\nowner: me\n'));
  });

  it('replaces the first of a file without a marker, and the only one of a JSON file', () => {
    const issuer = putDocument(files, { kind: 'Issuer', id: 'a' }, 'kind: Issuer\nid: a\n')[0]?.text;
    expect(issuer).to.equal(MIXED.replace(' # beside\n# below a', ''));
    const one = putDocument(files, { kind: 'Mapping', id: 'one' }, 'kind: Mapping\nid: one\n')[2]?.text;
    expect(one).to.equal('kind: Mapping\nid: one\n');
  });

  it('puts a new one into a file of its own', () => {
    expect(
      putDocument(files, { kind: 'Mapping', id: 'new' }, 'kind: Mapping\nid: new\n').at(-1),
    ).to.deep.equal({ path: 'mappings/new.yaml', text: 'kind: Mapping\nid: new\n' });
    const taken = [{ path: 'mappings/new.yaml', text: 'kind: Mapping\nid: old' }];
    expect(putDocument(taken, { kind: 'Mapping', id: 'new' }, 'kind: Mapping\nid: new')).to.deep.equal([
      { path: 'mappings/new.yaml', text: 'kind: Mapping\nid: old\n---\nkind: Mapping\nid: new\n' },
    ]);
  });

  it('removes one, with its file where nothing else is in it', () => {
    const left = removeDocument(files, { kind: 'Mapping', id: 'b' });
    expect(left?.[0]?.text).to.equal(MIXED.replace('---\n{"kind":"Mapping","id":"b"}\n...\n', ''));
    expect(removeDocument(files, { kind: 'Mapping', id: 'one' })).to.deep.equal(files.slice(0, 2));
    expect(removeDocument(files, { kind: 'Mapping', id: 'x' })).to.equal(undefined);
  });

  it('changes the one document alone, wherever it is', () => {
    const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 1 });
    const comment = fc.constantFrom('', '# note\n', '\n');
    const written = names.chain((ids) =>
      fc.record({
        ids: fc.constant(ids),
        chosen: fc.constantFrom(...ids),
        before: fc.array(comment, { minLength: ids.length, maxLength: ids.length }),
      }),
    );
    fc.assert(
      fc.property(written, ({ ids, chosen, before }) => {
        const texts = ids.map((id, index) => `${before[index]}kind: Mapping\nid: ${id}\n`);
        const set = [{ path: 'x.yaml', text: texts.join('---\n') }];
        const values = idsIn(set);
        const place = ids.indexOf(chosen);
        const put = putDocument(set, { kind: 'Mapping', id: chosen }, `kind: Mapping\nid: ${chosen}\nn: 1\n`);
        const expected = JSON.stringify({ kind: 'Mapping', id: chosen, n: 1 });
        expect(idsIn([...put])).to.deep.equal(values.with(place, expected));
        const left = removeDocument(set, { kind: 'Mapping', id: chosen });
        expect(idsIn([...(left ?? [])])).to.deep.equal(values.toSpliced(place, 1));
      }),
    );
  });
});
