/** What is under way of what takes a gateway's time. */
export interface Load {
  /** How many requests there is room for. */
  readonly limit: number;
  hasRoom(): boolean;
  /** Does work that counts until it is over. Answers `full`, with nothing done, where there is no room for it. */
  carry<Done, Full>(work: () => Promise<Done>, full: Full): Promise<Done | Full>;
  /** Has somebody told each time there is room for one more. */
  onRoom(told: () => void): void;
  /** Counts one that is turned away. */
  countTurnedAway(): void;
}

/**
 * Counts requests from when they have arrived whole: whoever sends slowly takes nobody's place. So those that found room
 * while they arrived are asked again.
 *
 * @param limit requests at the same time
 * @param countTurnedAway told of each that is turned away
 */
export function createLoad(limit: number, countTurnedAway: () => void): Load {
  let carried = 0;
  let tellOfRoom = () => {};
  return {
    limit,
    hasRoom: () => carried < limit,
    async carry(work, full) {
      if (carried >= limit) {
        countTurnedAway();
        return full;
      }
      carried++;
      try {
        return await work();
      } finally {
        carried--;
        tellOfRoom();
      }
    },
    onRoom: (told) => {
      tellOfRoom = told;
    },
    countTurnedAway,
  };
}
