/** How often to kill: `KILLS`, where somebody has the time for more than usual. */
export function kills(usual: number): number {
  return Number(process.env.KILLS ?? usual);
}

/** What chance starts from: `SEED`, or another number each time. */
export const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seededRandom(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
