/** Uses that are never too many: a small trust is soon compiled anew. */
const FEW = 1000;

/**
 * Whether most of what was remembered for mappings may be of such as are gone, so that it is time to begin anew. By then as
 * much has been compiled as would make all that is there twice: to make again what the next ones have in common adds little.
 */
export function isWorn(uses: number, mappings: number): boolean {
  return uses > FEW + 2 * mappings;
}
