/** One address of a name, as resolvers give it. */
export interface Address {
  readonly address: string;
  readonly family: 4 | 6;
}

/** A name server under an attacker's control. */
export interface EvilResolver {
  readonly resolve: (hostname: string) => Promise<readonly Address[]>;
  /** Names asked for so far, in order. */
  readonly asked: readonly string[];
}

/** Gives every name the first addresses, then the next ones, and stays with the last: DNS rebinding. */
export function rebindingResolver(first: readonly string[], ...later: (readonly string[])[]): EvilResolver {
  const turns = [first, ...later];
  const asked: string[] = [];
  return {
    asked,
    resolve: (hostname) => {
      const turn = turns[Math.min(asked.length, turns.length - 1)] ?? first;
      asked.push(hostname);
      return Promise.resolve(turn.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));
    },
  };
}
