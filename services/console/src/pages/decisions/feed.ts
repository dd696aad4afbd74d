/** Of a list that grows at its top: what is shown, and what waits while it stands still. The newest first. */
export interface Feed<Item extends { readonly id: string }> {
  readonly isPaused: boolean;
  readonly shown: readonly Item[];
  readonly waiting: readonly Item[];
}

export const EMPTY_FEED: Feed<never> = { isPaused: false, shown: [], waiting: [] };

/** Items that are kept: older ones are in the pages. */
const MOST = 2000;

/** Adds what is new; an item comes once, however often it is told. */
export function arrive<Item extends { readonly id: string }>(feed: Feed<Item>, item: Item): Feed<Item> {
  if (feed.shown.some(({ id }) => id === item.id) || feed.waiting.some(({ id }) => id === item.id))
    return feed;
  return feed.isPaused
    ? { ...feed, waiting: [item, ...feed.waiting].slice(0, MOST) }
    : { ...feed, shown: [item, ...feed.shown].slice(0, MOST) };
}

export function pause<Item extends { readonly id: string }>(feed: Feed<Item>): Feed<Item> {
  return { ...feed, isPaused: true };
}

/** Goes on, and shows what waited. */
export function resume<Item extends { readonly id: string }>({ shown, waiting }: Feed<Item>): Feed<Item> {
  return { isPaused: false, shown: [...waiting, ...shown].slice(0, MOST), waiting: [] };
}

/** The feed before the pages that were read, without those that are in both. */
export function joined<Item extends { readonly id: string }>(
  shown: readonly Item[],
  pages: readonly (readonly Item[])[],
): readonly Item[] {
  const read = pages.flat();
  const known = new Set(read.map(({ id }) => id));
  return [...shown.filter(({ id }) => !known.has(id)), ...read];
}
