/** A key that is compared by type and value. */
export type Key = string | number | boolean;

/** Entries of one bucket: few enough to copy at once. */
const BUCKET_SIZE = 512;

/**
 * An immutable map that shares its unchanged parts with the map it was made from, so that changing one of a million
 * entries copies some hundreds. Entries lie in buckets by a hash of their key; a small map is a single bucket.
 */
export class PersistentMap<K extends Key, V> implements ReadonlyMap<K, V> {
  readonly size: number;
  readonly #buckets: readonly ReadonlyMap<K, V>[];

  private constructor(buckets: readonly ReadonlyMap<K, V>[], size: number) {
    this.#buckets = buckets;
    this.size = size;
  }

  static empty<K extends Key, V>(): PersistentMap<K, V> {
    return new PersistentMap<K, V>([new Map()], 0);
  }

  /** A map with some entries added or replaced, and others removed. */
  with(changes: ReadonlyMap<K, V>, removed: Iterable<K> = []): PersistentMap<K, V> {
    const outgrown = (this.size + changes.size) / this.#buckets.length > 4 * BUCKET_SIZE;
    return outgrown ? this.#rebuilt(changes, removed) : this.#patched(changes, removed);
  }

  #patched(changes: ReadonlyMap<K, V>, removed: Iterable<K>): PersistentMap<K, V> {
    const buckets = [...this.#buckets];
    const copied = new Map<number, Map<K, V>>();
    let { size } = this;
    const bucketFor = (key: K): Map<K, V> => {
      const index = bucketOf(key, buckets.length);
      const copy = copied.get(index) ?? new Map(buckets[index]);
      copied.set(index, copy);
      buckets[index] = copy;
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

  #rebuilt(changes: ReadonlyMap<K, V>, removed: Iterable<K>): PersistentMap<K, V> {
    const gone = new Set(removed);
    const count = 2 ** Math.ceil(Math.log2((this.size + changes.size) / BUCKET_SIZE));
    const buckets = Array.from({ length: count }, () => new Map<K, V>());
    for (const [key, value] of this) if (!gone.has(key)) buckets[bucketOf(key, count)]?.set(key, value);
    for (const [key, value] of changes) buckets[bucketOf(key, count)]?.set(key, value);
    return new PersistentMap(
      buckets,
      buckets.reduce((size, bucket) => size + bucket.size, 0),
    );
  }

  get(key: K): V | undefined {
    return this.#buckets[bucketOf(key, this.#buckets.length)]?.get(key);
  }

  has(key: K): boolean {
    return this.#buckets[bucketOf(key, this.#buckets.length)]?.has(key) ?? false;
  }

  *entries(): Generator<[K, V], undefined> {
    for (const bucket of this.#buckets) yield* bucket.entries();
  }

  *keys(): Generator<K, undefined> {
    for (const bucket of this.#buckets) yield* bucket.keys();
  }

  *values(): Generator<V, undefined> {
    for (const bucket of this.#buckets) yield* bucket.values();
  }

  [Symbol.iterator](): Generator<[K, V], undefined> {
    return this.entries();
  }

  forEach(visit: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this) visit(value, key, this);
  }
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
