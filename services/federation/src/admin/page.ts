interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: { readonly next?: string };
}

/** Of one more than was asked for makes a page, and says where the next one begins. */
export function pageOf<Item>(
  found: readonly Item[],
  limit: number,
  cursorOf: (last: Item) => string,
): Page<Item> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last !== undefined ? { next: cursorOf(last) } : {} };
}
