/** What is under way of what takes a gateway's time. */
export interface Load {
  /** Whether there is room for more. Where there is none, somebody is about to be turned away. */
  hasRoom(): boolean;
  /** Does work that counts until it is over. Answers `full`, with nothing done, where there is no room for it. */
  carry<Done, Full>(work: () => Promise<Done>, full: Full): Promise<Done | Full>;
}

/**
 * Counts requests from when they have arrived whole: whoever sends slowly takes nobody's place. So those that found room
 * while they arrived are asked again.
 *
 * @param limit requests at the same time
 * @param onFull told of each that finds no room
 */
export function createLoad(limit: number, onFull: () => void): Load {
  let carried = 0;
  const hasRoom = () => {
    if (carried < limit) return true;
    onFull();
    return false;
  };
  return {
    hasRoom,
    async carry(work, full) {
      if (!hasRoom()) return full;
      carried++;
      try {
        return await work();
      } finally {
        carried--;
      }
    },
  };
}
