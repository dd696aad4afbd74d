import type { JsonObject } from '@cambio/oauth';
import {
  type DecisionRequest,
  type Diagnostic,
  type DocumentChange,
  type DocumentName,
  diffTrust,
  type Explanation,
  emptyTrust,
  explain,
  type GatewayDefaults,
  type LoadedTrust,
  type LocatedDocument,
  lintAt,
  loadTrust,
  parseValue,
  reloadTrust,
  type SourceText,
  splitDocuments,
  supposeIdentity,
  type TrustDocument,
  type TrustInForce,
} from '@cambio/policy';
import { type TestOutcome, testOutcomes } from './test-outcomes.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';

/** The documents in force, and the bounds that they are compiled within. */
export interface TrustSources {
  readonly files: readonly SourceText[];
  /** Those of the gateway's settings, which no file holds. */
  readonly configured: readonly JsonObject[];
  readonly gateway: Omit<GatewayDefaults, 'documents'>;
}

/** What there is to know of the documents in force. */
export interface Opened {
  readonly documents: readonly TrustDocument[];
  /** How each is written, by its name (`Mapping/shop`); those of the settings have no text. */
  readonly texts: ReadonlyMap<string, string>;
  /** Of all documents; what becomes of them by time included. */
  readonly diagnostics: readonly Diagnostic[];
  readonly vocabulary: Vocabulary;
}

/** What a text would be in the place of a document. */
export interface Checked {
  /** Of the text itself, positions in it. */
  readonly diagnostics: readonly Diagnostic[];
  /** Errors that it would make in other documents. */
  readonly elsewhere: readonly Diagnostic[];
  readonly tests: readonly TestOutcome[];
  /** What would be otherwise than it is; `undefined` where the documents do not load. */
  readonly changes: readonly DocumentChange[] | undefined;
  /** What the text calls itself. */
  readonly name: DocumentName | undefined;
}

/** Claims to decide about. */
export interface Attempt {
  readonly claims: JsonObject;
  /** An issuer's id; absent: the one whose URL is `iss`. */
  readonly issuer?: string;
  readonly request: DecisionRequest;
}

export type Attempted =
  | { readonly outcome: 'explained'; readonly workload: string; readonly explanation: Explanation }
  | { readonly outcome: 'unknown_issuer' | 'ambiguous_issuer' | 'has_errors' };

/** The trust language in the browser: nothing that is given to it leaves the page. Times in seconds since the epoch. */
export interface Compiler {
  readonly opened: Opened;
  readonly check: (text: string, at: DocumentName | undefined, now: number) => Checked;
  /** Decides as if the text last checked were in force. */
  readonly attempt: (attempt: Attempt, now: number) => Attempted;
}

/** No path of a document has a blank. */
const SETTINGS = 'the settings';

/** The place of a text that is not in force yet. */
const NEW = 'new';

/** Compiles the documents in force; a text that is checked afterwards costs no more than itself. */
export function openCompiler({ files, configured, gateway: bounds }: TrustSources, now: number): Compiler {
  const gateway = { ...bounds, documents: configured.flatMap(readConfigured) };
  // A source each, so that a change of one document reads no other.
  const sources = files.flatMap(sourcesIn);
  const inForce = loadTrust(sources, gateway);
  const paths = new Map(inForce.documents.map(({ document, file }) => [nameOf(document), file]));
  const trust = inForce.trust ?? emptyTrust;
  let draft: LoadedTrust = inForce;
  const load = (source: SourceText): LoadedTrust =>
    isInForce(inForce)
      ? reloadTrust(inForce, { changed: [source], removed: [] })
      : loadTrust([...sources.filter(({ path }) => path !== source.path), source], gateway);
  return {
    opened: {
      documents: inForce.documents.map(({ document }) => document),
      texts: textsOf(sources, paths),
      diagnostics: [...inForce.diagnostics, ...lintAt(trust, { now })],
      vocabulary: vocabularyOf(trust),
    },
    check: (text, at, now) => {
      const path = (at && paths.get(nameOf(at))) ?? NEW;
      draft = load({ path, text });
      const own = draft.diagnostics.filter(({ position }) => position.file === path);
      const timed =
        draft.trust === undefined
          ? []
          : lintAt(draft.trust, { now }).filter(({ position }) => position.file === path);
      return {
        diagnostics: [...own, ...timed],
        elsewhere: draft.diagnostics.filter(
          ({ position, severity }) => position.file !== path && severity === 'error',
        ),
        tests: testOutcomes({ path, text }, own),
        changes: draft.trust && diffTrust(trust, draft.trust, { now }).documents,
        name: nameIn({ path, text }),
      };
    },
    attempt: ({ claims, issuer, request }, now) => {
      if (draft.trust === undefined) return { outcome: 'has_errors' };
      const subject = supposeIdentity(draft.trust, claims, issuer);
      if (!subject.ok) return { outcome: subject.error };
      const explanation = explain(draft.trust, { subject: subject.value, request, now });
      return { outcome: 'explained', workload: subject.value.workload.name, explanation };
    },
  };
}

/** A document of the settings: where in them it stands, the page does not know. */
function readConfigured(document: JsonObject): readonly LocatedDocument[] {
  const locate = () => ({ file: SETTINGS, line: 1, column: 1 });
  return parseValue(document, { file: SETTINGS, locate }).documents;
}

/** Only a text that is one document has a name. */
function nameIn(source: SourceText): DocumentName | undefined {
  const [written, ...more] = splitDocuments([source]);
  return written === undefined || more.length > 0 ? undefined : { kind: written.kind, id: written.id };
}

function isInForce(loaded: LoadedTrust): loaded is TrustInForce {
  return loaded.trust !== undefined;
}

/** What separates documents of a file (YAML 1.2.2 §9.1.2), which no text within one can look like. */
const MARKER = /^(?=---(?:\s|$))/m;

/** A marker that stands alone before a document; and what comes after the end of one, where that is marked. */
const AROUND = /^---[ \t]*\r?\n|(?<=\n\.\.\.[ \t]*\r?\n).*/gs;

/** The documents of a file, as the gateway splits it; parsed once, when they are loaded. */
function sourcesIn({ path, text }: SourceText): readonly SourceText[] {
  return text
    .split(MARKER)
    .map((part, index) => ({ path: `${path} ${index}`, text: part.replace(AROUND, '') }));
}

function textsOf(
  sources: readonly SourceText[],
  paths: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const texts = new Map(sources.map(({ path, text }) => [path, text]));
  return new Map(
    [...paths].flatMap(([name, path]) => {
      const text = texts.get(path);
      return text === undefined ? [] : [[name, text] as const];
    }),
  );
}

function nameOf({ kind, id }: DocumentName): string {
  return `${kind}/${id}`;
}
