/** What lies under one hash: most often one value. */
export type Found<V> = V | readonly V[] | undefined;

/** Places in an array: at each a hash and what lies under it. A hash that finds its place taken lies at the next free one. */
type Page<V> = readonly (number | Found<V>)[];

const WIDTH = 2;

/** Hashes of one page: few enough to copy at once. */
const PAGE_SIZE = 4096;

/**
 * An immutable table of values by the hash of something, whatever that is: whoever looks must check what is found. It
 * is made for the processor: a look-up reads one place of one array, where a native `Map` reads five that lie far apart,
 * and among a million mappings each is a cache miss. A changed table shares all pages but those of the hashes changed.
 */
export class HashTable<V extends object> {
  readonly #pages: readonly Page<V>[];
  readonly #size: number;

  private constructor(pages: readonly Page<V>[], size: number) {
    this.#pages = pages;
    this.#size = size;
  }

  static empty<V extends object>(): HashTable<V> {
    return new HashTable<V>([pageOf(new Map())], 0);
  }

  get isEmpty(): boolean {
    return this.#size === 0;
  }

  find(hash: number): Found<V> {
    const page = this.#pages[hash & (this.#pages.length - 1)];
    if (page === undefined) return undefined;
    let at = startOf(hash, page.length);
    for (let other = page[at]; other !== undefined; other = page[at]) {
      if (other === hash) return foundAt(page, at);
      at = nextOf(at, page.length);
    }
    return undefined;
  }

  /** A table without some values and with others. */
  with(added: Entries<V>, removed: Entries<V>): HashTable<V> {
    const size = this.#size + added.values.length - removed.values.length;
    const outgrown = size / this.#pages.length > 2 * PAGE_SIZE;
    const pages = outgrown ? this.#spread(size) : [...this.#pages];
    const opened = new Map<number, Map<number, V[]>>();
    const listFor = (hash: number): V[] => {
      const index = hash & (pages.length - 1);
      const page = opened.get(index) ?? opening(pages[index] ?? []);
      opened.set(index, page);
      const list = page.get(hash) ?? [];
      page.set(hash, list);
      return list;
    };
    removed.values.forEach((value, index) => {
      const list = listFor(removed.hashes[index] ?? 0);
      list.splice(list.indexOf(value), 1);
    });
    added.values.forEach((value, index) => {
      listFor(added.hashes[index] ?? 0).push(value);
    });
    for (const [index, page] of opened) pages[index] = pageOf(page);
    return new HashTable(pages, size);
  }

  /** The same on more pages. */
  #spread(size: number): Page<V>[] {
    const count = 2 ** Math.ceil(Math.log2(size / PAGE_SIZE));
    const pages = Array.from({ length: count }, () => new Map<number, V[]>());
    for (const page of this.#pages) {
      for (const [hash, list] of opening(page)) pages[hash & (count - 1)]?.set(hash, list);
    }
    return pages.map(pageOf<V>);
  }
}

/** Values, and the hash of each. */
export interface Entries<V> {
  readonly hashes: readonly number[];
  readonly values: readonly V[];
}

function opening<V>(page: Page<V>): Map<number, V[]> {
  const lists = new Map<number, V[]>();
  for (let at = 0; at < page.length; at += WIDTH) {
    const hash = page[at];
    if (typeof hash === 'number') lists.set(hash, listed(foundAt(page, at)));
  }
  return lists;
}

function pageOf<V>(lists: ReadonlyMap<number, readonly V[]>): Page<V> {
  // Never more than two thirds full.
  const places = 2 ** Math.ceil(Math.log2(lists.size * 1.5 + 1));
  const page = new Array<number | Found<V>>(places * WIDTH).fill(undefined);
  for (const [hash, list] of lists) {
    const [only] = list;
    if (only === undefined) continue;
    let at = startOf(hash, page.length);
    while (page[at] !== undefined) at = nextOf(at, page.length);
    page[at] = hash;
    page[at + 1] = list.length === 1 ? only : [...list];
  }
  return page;
}

function listed<V>(found: Found<V>): V[] {
  if (found === undefined) return [];
  return isList(found) ? [...found] : [found];
}

export function isList<V>(found: V | readonly V[]): found is readonly V[] {
  return Array.isArray(found);
}

function foundAt<V>(page: Page<V>, at: number): Found<V> {
  return page[at + 1] as Found<V>;
}

/** Takes other bits of the hash than the choice of a page does. */
function startOf(hash: number, length: number): number {
  return ((Math.imul(hash, 0x9e3779b1) >>> 7) & (length / WIDTH - 1)) * WIDTH;
}

function nextOf(at: number, length: number): number {
  return at + WIDTH === length ? 0 : at + WIDTH;
}
