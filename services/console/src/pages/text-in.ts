/** A member of an address's search, where it is a text that says something. The router reads `?workload=12` as a number. */
export function textIn<Name extends string>(
  search: Readonly<Record<string, unknown>>,
  name: Name,
): { readonly [Key in Name]?: string } {
  const value = search[name];
  const said = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return said === '' ? {} : ({ [name]: said } as { [Key in Name]?: string });
}
