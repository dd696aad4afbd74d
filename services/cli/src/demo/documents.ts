import { type Document, isMap, isNode, isScalar, parseAllDocuments, visit } from 'yaml';

/**
 * Trust documents with their Issuer pointed at another address, one on this machine. All else stays as it is written,
 * comments and layout included. Text that is no YAML is given back as it is, for the gateway to say so.
 */
export function pointIssuerAt(text: string, url: string): string {
  const edits = (documentsOf(text) ?? [])
    .filter((document) => document.get('kind') === 'Issuer')
    .flatMap((document) => [
      setMember(document, 'allowPrivateNetwork', 'true'),
      setMember(document, 'url', url),
    ])
    .sort((one, other) => other.start - one.start);
  return edits.reduce(
    (edited, { start, end, value }) => edited.slice(0, start) + value + edited.slice(end),
    text,
  );
}

/** A change of the text between two offsets. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** Replaces the value of a member, or adds the member below `kind`. */
function setMember(document: Document, name: string, value: string): Edit {
  const written = rangeOf(document, name);
  if (written !== undefined) return { ...written, value };
  const end = rangeOf(document, 'kind')?.end ?? 0;
  return { start: end, end, value: `\n${name}: ${value}` };
}

function rangeOf(document: Document, name: string): Omit<Edit, 'value'> | undefined {
  const node = document.get(name, true);
  if (!isScalar(node) || !node.range) return undefined;
  const [start, end] = node.range;
  return { start, end };
}

/** A mapping as it is written, without its comments and tests; `undefined` where there is none of that id. */
export function mappingText(text: string, id: string): string | undefined {
  const mapping = documentsOf(text)?.find(
    (document) => document.get('kind') === 'Mapping' && document.get('id') === id,
  );
  if (mapping === undefined) return undefined;
  mapping.delete('tests');
  mapping.commentBefore = null;
  visit(mapping, (_, node) => {
    if (isNode(node)) Object.assign(node, { comment: null, commentBefore: null, spaceBefore: false });
  });
  return mapping.toString({ lineWidth: 0, flowCollectionPadding: false, directives: false });
}

function documentsOf(text: string): readonly Document[] | undefined {
  const documents = parseAllDocuments(text);
  const readable =
    Array.isArray(documents) &&
    documents.every(({ errors, contents }) => errors.length === 0 && isMap(contents));
  return readable ? documents : undefined;
}
