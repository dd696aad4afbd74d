/** What lies under one hash: most often one value. */
export type Found<V> = V | readonly V[] | undefined;

/** Places in an array: at each a hash and what lies under it. A hash that finds its place taken lies at the next free one. */
type Page<V> = readonly (number | Found<V>)[];

const WIDTH = 2;

/** Values of one page on average, at most: few enough to copy at once. */
const PAGE_SIZE = 4096;

/**
 * An immutable table of values by the hash of something, whatever that is: whoever looks must check what is found. It
 * is made for the processor: a look-up reads one place of one array, where a native `Map` reads five that lie far apart,
 * and among a million mappings each is a cache miss. A changed table shares all pages but those of the hashes changed.
 * Growing moves no value: there are twice as many pages, and two are the same until one is changed.
 */
export class HashTable<V extends object> {
  readonly #pages: readonly Page<V>[];
  readonly #size: number;

  private constructor(pages: readonly Page<V>[], size: number) {
    this.#pages = pages;
    this.#size = size;
  }

  static empty<V extends object>(): HashTable<V> {
    return new HashTable<V>([pageOf([])], 0);
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
    let pages = [...this.#pages];
    while (size > pages.length * PAGE_SIZE) pages = [...pages, ...pages];
    const indexOf = (hash: number) => hash & (pages.length - 1);
    const changed = this.#changed(added, removed);
    for (const [index, hashes] of Map.groupBy(changed.keys(), indexOf)) {
      const stays = ([hash]: Entry<V>) => indexOf(hash) === index && !changed.has(hash);
      const put = hashes.map((hash): Entry<V> => [hash, foundIn(changed.get(hash))]);
      pages[index] = pageOf([...entriesOf(pages[index]).filter(stays), ...put]);
    }
    return new HashTable(pages, size);
  }

  /** What lies under each hash that changes, afterwards. */
  #changed(added: Entries<V>, removed: Entries<V>): ReadonlyMap<number, readonly V[]> {
    const lists = new Map<number, V[]>();
    const listFor = (hash: number): V[] => {
      const list = lists.get(hash) ?? listed(this.find(hash));
      lists.set(hash, list);
      return list;
    };
    removed.values.forEach((value, index) => {
      const list = listFor(removed.hashes[index] ?? 0);
      list.splice(list.indexOf(value), 1);
    });
    added.values.forEach((value, index) => {
      listFor(added.hashes[index] ?? 0).push(value);
    });
    return lists;
  }
}

/** Values, and the hash of each. */
export interface Entries<V> {
  readonly hashes: readonly number[];
  readonly values: readonly V[];
}

type Entry<V> = readonly [hash: number, found: Found<V>];

function entriesOf<V>(page: Page<V> = []): readonly Entry<V>[] {
  const entries: Entry<V>[] = [];
  for (let at = 0; at < page.length; at += WIDTH) {
    const hash = page[at];
    if (typeof hash === 'number') entries.push([hash, foundAt(page, at)]);
  }
  return entries;
}

function pageOf<V>(entries: readonly Entry<V>[]): Page<V> {
  // Never more than two thirds full.
  const places = 2 ** Math.ceil(Math.log2(entries.length * 1.5 + 1));
  const page = new Array<number | Found<V>>(places * WIDTH).fill(undefined);
  for (const [hash, found] of entries) {
    if (found === undefined) continue;
    let at = startOf(hash, page.length);
    while (page[at] !== undefined) at = nextOf(at, page.length);
    page[at] = hash;
    page[at + 1] = found;
  }
  return page;
}

function listed<V>(found: Found<V>): V[] {
  if (found === undefined) return [];
  return isList(found) ? [...found] : [found];
}

function foundIn<V>(list: readonly V[] = []): Found<V> {
  return list.length > 1 ? [...list] : list[0];
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
