import {
  applyFixes,
  type Diagnostic,
  type GatewayDefaults,
  loadTrust,
  type SourceText,
} from '@cambio/policy';

export interface Mended {
  readonly sources: readonly SourceText[];
  /** In the order they were mended. */
  readonly fixed: readonly Diagnostic[];
}

/** What one round lays bare is mended in the next: a misspelt member hides what is wrong inside it. */
const ROUNDS = 10;

/** Mends the documents as far as their diagnostics say how. */
export function mend(sources: readonly SourceText[], gateway: GatewayDefaults): Mended {
  let mended: Mended = { sources, fixed: [] };
  for (let round = 0; round < ROUNDS; round++) {
    const next = mendOnce(mended.sources, gateway);
    if (next.fixed.length === 0) return mended;
    mended = { sources: next.sources, fixed: [...mended.fixed, ...next.fixed] };
  }
  return mended;
}

/** The problems that can be mended: those in other files cannot, nor those written in a way that an edit could break. */
export function mendable(sources: readonly SourceText[], diagnostics: readonly Diagnostic[]): number {
  return mendThese(sources, diagnostics).fixed.length;
}

function mendOnce(sources: readonly SourceText[], gateway: GatewayDefaults): Mended {
  return mendThese(sources, loadTrust(sources, gateway).diagnostics);
}

function mendThese(sources: readonly SourceText[], diagnostics: readonly Diagnostic[]): Mended {
  const mendable = Map.groupBy(
    diagnostics.filter(({ fix }) => fix !== undefined),
    ({ position }) => position.file,
  );
  const results = sources.map((source) => {
    const found = mendable.get(source.path);
    return { path: source.path, ...(found ? applyFixes(source, found) : { text: source.text, fixed: [] }) };
  });
  return {
    sources: results.map(({ path, text }) => ({ path, text })),
    fixed: results.flatMap(({ fixed }) => fixed),
  };
}
