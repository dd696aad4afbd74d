import type { CST } from 'yaml';

/**
 * Where the first collection stands that is nested more than `limit` deep, as an offset into the text.
 * Walks with its own stack: the text may be made to exhaust the caller's.
 */
export function firstDeeperThan(tokens: readonly CST.Token[], limit: number): number | undefined {
  const open = tokens.map((token) => ({ token, depth: 0 }));
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    const { token, depth } = entry;
    const inside = childrenOf(token);
    const within = isCollection(token) ? depth + 1 : depth;
    if (within > limit) return 'offset' in token ? token.offset : 0;
    for (const child of inside) open.push({ token: child, depth: within });
  }
  return undefined;
}

function isCollection(token: CST.Token): token is CST.BlockMap | CST.BlockSequence | CST.FlowCollection {
  return token.type === 'block-map' || token.type === 'block-seq' || token.type === 'flow-collection';
}

function childrenOf(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value];
  if (!isCollection(token)) return [];
  return token.items.flatMap(({ key, value }) =>
    [key, value].filter((part) => part !== undefined && part !== null),
  );
}
