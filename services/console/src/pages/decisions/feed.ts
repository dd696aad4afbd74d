/** Of a list that grows at its top: what is shown, and what waits while it stands still. The newest first. */
export interface Feed<Item extends { readonly id: string }> {
  readonly isPaused: boolean;
  readonly shown: readonly Item[];
  readonly waiting: readonly Item[];
  /** Whether more came than is kept: between what is shown and the pages that were read some is missing then. */
  readonly isCut: boolean;
}

export const EMPTY_FEED: Feed<never> = { isPaused: false, shown: [], waiting: [], isCut: false };

/** Items that are kept at the most. */
const MOST = 2000;

/** Adds what is new; an item comes once, however often it is told. */
export function arrive<Item extends { readonly id: string }>(feed: Feed<Item>, item: Item): Feed<Item> {
  if (feed.shown.some(({ id }) => id === item.id) || feed.waiting.some(({ id }) => id === item.id))
    return feed;
  const isCut = feed.isCut || feed.shown.length + feed.waiting.length >= MOST;
  return feed.isPaused
    ? { ...feed, isCut, waiting: [item, ...feed.waiting].slice(0, MOST) }
    : { ...feed, isCut, shown: [item, ...feed.shown].slice(0, MOST) };
}

export function pause<Item extends { readonly id: string }>(feed: Feed<Item>): Feed<Item> {
  return { ...feed, isPaused: true };
}

/** Goes on, and shows what waited. */
export function resume<Item extends { readonly id: string }>({
  shown,
  waiting,
  isCut,
}: Feed<Item>): Feed<Item> {
  return { isCut, isPaused: false, shown: [...waiting, ...shown].slice(0, MOST), waiting: [] };
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
