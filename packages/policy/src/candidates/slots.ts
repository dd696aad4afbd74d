/** A key that is compared by type and value. */
export type Key = string | number | boolean;

/**
 * A small immutable hash table in a single array, which a look-up reads at one place as a rule. A native `Map` is read
 * at five, and among a million mappings each of them is a miss of the processor's caches. For each place: the hash of a
 * key, the key, its value; a free place has no hash. A key that finds its place taken lies at the next free one.
 */
export type Slots<K extends Key, V> = readonly (number | K | V | undefined)[];

const WIDTH = 3;

export function slotsOf<K extends Key, V>(entries: ReadonlyMap<K, V>): Slots<K, V> {
  // Never more than two thirds full.
  const places = 2 ** Math.ceil(Math.log2(entries.size * 1.5 + 1));
  const slots = new Array<number | K | V | undefined>(places * WIDTH).fill(undefined);
  for (const [key, value] of entries) {
    const hash = hashOf(key);
    let at = startOf(hash, slots);
    while (slots[at] !== undefined) at = nextOf(at, slots);
    slots[at] = hash;
    slots[at + 1] = key;
    slots[at + 2] = value;
  }
  return slots;
}

/** The value of a key, whose hash the caller knows. */
export function find<K extends Key, V>(slots: Slots<K, V>, key: K, hash: number): V | undefined {
  let at = startOf(hash, slots);
  for (let found = slots[at]; found !== undefined; found = slots[at]) {
    if (found === hash && slots[at + 1] === key) return valueAt(slots, at);
    at = nextOf(at, slots);
  }
  return undefined;
}

export function* entriesOf<K extends Key, V>(slots: Slots<K, V>): Generator<[K, V], undefined> {
  for (let at = 0; at < slots.length; at += WIDTH) {
    if (slots[at] !== undefined) yield [keyAt(slots, at), valueAt(slots, at)];
  }
}

function keyAt<K extends Key, V>(slots: Slots<K, V>, at: number): K {
  return slots[at + 1] as K;
}

function valueAt<K extends Key, V>(slots: Slots<K, V>, at: number): V {
  return slots[at + 2] as V;
}

/** Takes other bits of the hash than a map of many tables does to choose among them. */
function startOf(hash: number, { length }: Slots<Key, unknown>): number {
  return ((Math.imul(hash, 0x9e3779b1) >>> 7) & (length / WIDTH - 1)) * WIDTH;
}

function nextOf(at: number, { length }: Slots<Key, unknown>): number {
  return at + WIDTH === length ? 0 : at + WIDTH;
}

/**
 * FNV-1a with a final mix, 30 bits. Keys come from documents, not from callers, so that nobody gains by collisions.
 */
export function hashOf(key: Key): number {
  const text = String(key);
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return (value ^ (value >>> 15)) & 0x3fffffff;
}
