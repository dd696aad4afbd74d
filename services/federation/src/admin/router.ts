import type { Implementation } from './operation.ts';

/** A path, and what can be done there. */
export interface Resource {
  readonly methods: ReadonlyMap<string, Implementation>;
  /** The values of the parameters in the path. */
  readonly parameters: Readonly<Record<string, string>>;
}

interface Route {
  readonly segments: readonly string[];
  readonly methods: Map<string, Implementation>;
}

/** Finds the resource at a path without the leading slash; a name in full goes before a parameter. */
export function createRouter(
  implementations: readonly Implementation[],
): (path: string) => Resource | undefined {
  const routes = routesOf(implementations);
  return (path) => {
    const given = path.split('/');
    const route = routes.find(({ segments }) => fits(segments, given));
    if (route === undefined) return undefined;
    return { methods: route.methods, parameters: parametersIn(route.segments, given) };
  };
}

function routesOf(implementations: readonly Implementation[]): readonly Route[] {
  const routes = new Map<string, Route>();
  for (const implementation of implementations) {
    const { at, method } = implementation.operation;
    const route = routes.get(at) ?? { segments: at.slice(1).split('/'), methods: new Map() };
    route.methods.set(method, implementation);
    routes.set(at, route);
  }
  return [...routes.values()].sort((one, other) => parametersOf(one) - parametersOf(other));
}

function parametersOf({ segments }: Route): number {
  return segments.filter(isParameter).length;
}

function isParameter(segment: string): boolean {
  return segment.startsWith('{');
}

function fits(segments: readonly string[], given: readonly string[]): boolean {
  if (segments.length !== given.length) return false;
  return segments.every((segment, index) => {
    const value = given[index];
    return isParameter(segment) ? value !== '' : segment === value;
  });
}

function parametersIn(
  segments: readonly string[],
  given: readonly string[],
): Readonly<Record<string, string>> {
  const pairs = segments.map(
    (segment, index) => [segment.slice(1, -1), decoded(given[index] ?? '')] as const,
  );
  return Object.fromEntries(pairs.filter((_, index) => isParameter(segments[index] ?? '')));
}

/** Text that isn't percent-encoded well is taken as it is; no id is like that. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
