import { entriesOf, find, hashOf, type Key, type Slots, slotsOf } from './slots.ts';

/** Entries of one bucket: few enough to copy at once. */
const BUCKET_SIZE = 512;

/**
 * An immutable map that shares its unchanged parts with the map it was made from, so that changing one of a million
 * entries copies some hundreds. Entries lie in buckets by a hash of their key; a small map is a single bucket.
 */
export class PersistentMap<K extends Key, V extends NonNullable<unknown>> implements ReadonlyMap<K, V> {
  readonly size: number;
  readonly #buckets: readonly Slots<K, V>[];

  private constructor(buckets: readonly Slots<K, V>[], size: number) {
    this.#buckets = buckets;
    this.size = size;
  }

  static empty<K extends Key, V extends NonNullable<unknown>>(): PersistentMap<K, V> {
    return new PersistentMap<K, V>([slotsOf(new Map())], 0);
  }

  /** A map with some entries added or replaced, and others removed. */
  with(changes: ReadonlyMap<K, V>, removed: Iterable<K> = []): PersistentMap<K, V> {
    const outgrown = (this.size + changes.size) / this.#buckets.length > 4 * BUCKET_SIZE;
    return outgrown ? this.#rebuilt(changes, removed) : this.#patched(changes, removed);
  }

  #patched(changes: ReadonlyMap<K, V>, removed: Iterable<K>): PersistentMap<K, V> {
    const buckets = [...this.#buckets];
    const opened = new Map<number, Map<K, V>>();
    let { size } = this;
    const bucketFor = (key: K): Map<K, V> => {
      const index = bucketOf(key, buckets.length);
      const open = opened.get(index) ?? new Map(entriesOf(buckets[index] ?? []));
      opened.set(index, open);
      return open;
    };
    for (const key of removed) if (bucketFor(key).delete(key)) size--;
    for (const [key, value] of changes) {
      const bucket = bucketFor(key);
      if (!bucket.has(key)) size++;
      bucket.set(key, value);
    }
    for (const [index, bucket] of opened) buckets[index] = slotsOf(bucket);
    return new PersistentMap(buckets, size);
  }

  #rebuilt(changes: ReadonlyMap<K, V>, removed: Iterable<K>): PersistentMap<K, V> {
    const gone = new Set(removed);
    const count = 2 ** Math.ceil(Math.log2((this.size + changes.size) / BUCKET_SIZE));
    const buckets = Array.from({ length: count }, () => new Map<K, V>());
    for (const [key, value] of this) if (!gone.has(key)) buckets[bucketOf(key, count)]?.set(key, value);
    for (const [key, value] of changes) buckets[bucketOf(key, count)]?.set(key, value);
    const size = buckets.reduce((sum, bucket) => sum + bucket.size, 0);
    return new PersistentMap(buckets.map(slotsOf<K, V>), size);
  }

  get(key: K): V | undefined {
    const hash = hashOf(key);
    const bucket = this.#buckets[hash & (this.#buckets.length - 1)];
    return bucket === undefined ? undefined : find(bucket, key, hash);
  }

  has(key: K): boolean {
    return this.get(key) !== undefined;
  }

  *entries(): Generator<[K, V], undefined> {
    for (const bucket of this.#buckets) yield* entriesOf(bucket);
  }

  *keys(): Generator<K, undefined> {
    for (const [key] of this) yield key;
  }

  *values(): Generator<V, undefined> {
    for (const [, value] of this) yield value;
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
  return count === 1 ? 0 : hashOf(key) & (count - 1);
}
