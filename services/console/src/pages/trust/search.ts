import type { DocumentKind } from '@cambio/policy';

type Search = Readonly<Record<string, unknown>>;

/** A member of an address's search, where it is a text that says something. */
export function textIn<Name extends string>(search: Search, name: Name): { readonly [Key in Name]?: string } {
  const value = search[name];
  const said = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return said === '' ? {} : ({ [name]: said } as { [Key in Name]?: string });
}

/** The kind of document an address is about. */
export function kindIn({ kind }: Search): { readonly kind?: DocumentKind } {
  return kind === 'Issuer' || kind === 'Target' || kind === 'Mapping' ? { kind } : {};
}
