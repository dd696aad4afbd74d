/** A key that is compared by type and value. */
export type Key = string | number | boolean;

/** Entries of one bucket on average, at most: few enough to copy at once. */
const BUCKET_SIZE = 512;

/** Entries, and the number of buckets when they were put together: among more, some of them belong in another. */
interface Bucket<K extends Key, V> {
  readonly among: number;
  readonly entries: ReadonlyMap<K, V>;
}

/**
 * An immutable map that shares its unchanged parts with the map it was made from, so that changing one of a million
 * entries copies some hundreds. Entries lie in buckets by a hash of their key; a small map is a single bucket. Growing
 * moves no entry: there are twice as many buckets, and two are the same until one is changed.
 */
export class PersistentMap<K extends Key, V> implements ReadonlyMap<K, V> {
  readonly size: number;
  readonly #buckets: readonly Bucket<K, V>[];

  private constructor(buckets: readonly Bucket<K, V>[], size: number) {
    this.#buckets = buckets;
    this.size = size;
  }

  static empty<K extends Key, V>(): PersistentMap<K, V> {
    return new PersistentMap<K, V>([{ among: 1, entries: new Map() }], 0);
  }

  /** A map with some entries added or replaced, and others removed. */
  with(changes: ReadonlyMap<K, V>, removed: Iterable<K> = []): PersistentMap<K, V> {
    let { size } = this;
    let buckets = [...this.#buckets];
    while (size + changes.size > buckets.length * BUCKET_SIZE) buckets = [...buckets, ...buckets];
    const copied = new Map<number, Map<K, V>>();
    const bucketFor = (key: K): Map<K, V> => {
      const index = bucketOf(key, buckets.length);
      const known = copied.get(index);
      if (known !== undefined) return known;
      const copy = new Map(entriesAt(buckets, index));
      copied.set(index, copy);
      buckets[index] = { among: buckets.length, entries: copy };
      return copy;
    };
    for (const key of removed) if (bucketFor(key).delete(key)) size--;
    for (const [key, value] of changes) {
      const bucket = bucketFor(key);
      if (!bucket.has(key)) size++;
      bucket.set(key, value);
    }
    return new PersistentMap(buckets, size);
  }

  get(key: K): V | undefined {
    return this.#buckets[bucketOf(key, this.#buckets.length)]?.entries.get(key);
  }

  has(key: K): boolean {
    return this.#buckets[bucketOf(key, this.#buckets.length)]?.entries.has(key) ?? false;
  }

  *entries(): Generator<[K, V], undefined> {
    for (const index of this.#buckets.keys()) yield* entriesAt(this.#buckets, index).entries();
  }

  *keys(): Generator<K, undefined> {
    for (const index of this.#buckets.keys()) yield* entriesAt(this.#buckets, index).keys();
  }

  *values(): Generator<V, undefined> {
    for (const index of this.#buckets.keys()) yield* entriesAt(this.#buckets, index).values();
  }

  [Symbol.iterator](): Generator<[K, V], undefined> {
    return this.entries();
  }

  forEach(visit: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this) visit(value, key, this);
  }
}

/** The entries that belong in a bucket. */
function entriesAt<K extends Key, V>(buckets: readonly Bucket<K, V>[], index: number): ReadonlyMap<K, V> {
  const { among = 1, entries = new Map<K, V>() } = buckets[index] ?? {};
  if (among === buckets.length) return entries;
  return new Map([...entries].filter(([key]) => bucketOf(key, buckets.length) === index));
}

/** `count` is a power of two. */
function bucketOf(key: Key, count: number): number {
  return count === 1 ? 0 : hash(String(key)) & (count - 1);
}

/** FNV-1a with a final mix; keys come from documents, not from callers, so that nobody gains by collisions. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return (value ^ (value >>> 15)) >>> 0;
}
