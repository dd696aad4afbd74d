/** A hash, and what lies under it. */
export type Row = readonly [hash: number, ...cells: readonly unknown[]];

/** The cells of rows, row by row. A hash that finds its place taken lies at the next free one. */
type Page = readonly unknown[];

/** What rows are like. */
export interface RowKind<R extends Row> {
  readonly width: number;
  /** Whether one is the other; both have the same hash. */
  readonly isSame: (row: R, other: R) => boolean;
}

/** Rows of one page on average, at most: few enough to copy at once. */
const PAGE_SIZE = 4096;

const NONE: readonly never[] = [];

/**
 * An immutable table of rows by the hash of something, whatever that is: whoever looks must check what is found. It is
 * made for the processor: what is looked for lies in the table itself, so that a look-up reads one place of one array,
 * where a native `Map` reads five that lie far apart, and among a million rows each is a cache miss. A changed table
 * shares all pages but those of the hashes changed. Growing moves no row: there are twice as many pages, and two are the
 * same until one is changed.
 */
export class HashTable<R extends Row> {
  readonly #kind: RowKind<R>;
  readonly #pages: readonly Page[];
  readonly #size: number;

  private constructor(kind: RowKind<R>, pages: readonly Page[], size: number) {
    this.#kind = kind;
    this.#pages = pages;
    this.#size = size;
  }

  static empty<R extends Row>(kind: RowKind<R>): HashTable<R> {
    return new HashTable(kind, [emptyPage(0, kind.width)], 0);
  }

  get size(): number {
    return this.#size;
  }

  find(hash: number): readonly R[] {
    const { width } = this.#kind;
    const page = this.#pages[hash & (this.#pages.length - 1)] ?? NONE;
    let found: R[] | undefined;
    let at = startOf(hash, page.length, width);
    for (let other = page[at]; other !== undefined; other = page[at]) {
      if (other === hash) {
        const row = rowAt<R>(page, at, width);
        if (found === undefined) found = [row];
        else found.push(row);
      }
      at = nextOf(at, page.length, width);
    }
    return found ?? NONE;
  }

  /** A table without some rows and with others. */
  with(added: readonly R[], removed: readonly R[]): HashTable<R> {
    const size = this.#size + added.length - removed.length;
    let pages = [...this.#pages];
    while (size > pages.length * PAGE_SIZE) pages = [...pages, ...pages];
    const indexOf = (hash: number) => hash & (pages.length - 1);
    const into = Map.groupBy(added, ([hash]) => indexOf(hash));
    const out = Map.groupBy(removed, ([hash]) => hash);
    for (const index of new Set([...into.keys(), ...Array.from(out.keys(), indexOf)])) {
      pages[index] = this.#changed(pages[index], (hash) => indexOf(hash) === index, out, into.get(index));
    }
    return new HashTable(this.#kind, pages, size);
  }

  /** A page with what belongs there, without some rows and with others. */
  #changed(
    page: Page = NONE,
    belongs: (hash: number) => boolean,
    removed: ReadonlyMap<number, readonly R[]>,
    added: readonly R[] = NONE,
  ): Page {
    const { width, isSame } = this.#kind;
    const kept: number[] = [];
    for (let at = 0; at < page.length; at += width) {
      const hash = page[at];
      if (typeof hash !== 'number' || !belongs(hash)) continue;
      const isGone = removed.get(hash)?.some((row) => isSame(row, rowAt<R>(page, at, width)));
      if (isGone !== true) kept.push(at);
    }
    const next = emptyPage(kept.length + added.length, width);
    for (const at of kept) copyRow(page, at, next, width);
    for (const row of added) copyRow(row, 0, next, width);
    return next;
  }
}

/** Room for so many rows, of which they fill two thirds at most. */
function emptyPage(rows: number, width: number): unknown[] {
  const places = 2 ** Math.ceil(Math.log2(rows * 1.5 + 1));
  return new Array<unknown>(places * width).fill(undefined);
}

/** Puts the row that begins somewhere in an array at the first free place of a page that its hash leads to. */
function copyRow(from: Page, start: number, page: unknown[], width: number): void {
  let at = startOf(Number(from[start]), page.length, width);
  while (page[at] !== undefined) at = nextOf(at, page.length, width);
  for (let cell = 0; cell < width; cell++) page[at + cell] = from[start + cell];
}

/** Only rows of one kind are put into a table. */
function rowAt<R extends Row>(page: Page, at: number, width: number): R {
  return page.slice(at, at + width) as readonly unknown[] as R;
}

/** Takes other bits of the hash than the choice of a page does. */
function startOf(hash: number, length: number, width: number): number {
  return ((Math.imul(hash, 0x9e3779b1) >>> 7) & (length / width - 1)) * width;
}

function nextOf(at: number, length: number, width: number): number {
  return at + width === length ? 0 : at + width;
}
