import type { JsonObject } from '@cambio/oauth';
import { z } from 'zod';
import { DOCUMENT_SCHEMAS, type DocumentKind } from './document.ts';

/** The JSON Schema (2020-12) of documents of a kind, as they are written: for editors and other tools. */
export function documentJsonSchema(kind: DocumentKind): JsonObject {
  return jsonObjectOf(z.toJSONSchema(DOCUMENT_SCHEMAS[kind], { io: 'input' }));
}

/** Without the library's hidden members. */
function jsonObjectOf(schema: object): JsonObject {
  return z.record(z.string(), z.json()).parse(JSON.parse(JSON.stringify(schema)));
}
