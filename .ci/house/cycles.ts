import { posix } from 'node:path';
import { type Check, type Finding, roomOf } from './house.ts';
import type { Source } from './source.ts';

/** No cycles: between rooms (what tests need included, since they are built in that order), nor between files of one room. */
export const checkCycles: Check = (house) => {
  const rooms = new Map(
    house.rooms.map((room) => [room.name, [...room.dependencies, ...room.devDependencies]] as const),
  );
  const files = new Map(
    house.rooms
      .flatMap((room) => [...room.src, ...room.test])
      .map((source) => [source.file, neighbours(source)]),
  );
  const folderOf = (name: string) => house.rooms.find((room) => room.name === name)?.folder;
  return [
    ...findCycles(rooms).map((path) => describe(`${folderOf(path[0] ?? '')}/package.json`, path)),
    ...findCycles(files).map((path) => describe(path[0] ?? '', path)),
  ];
};

function describe(file: string, path: readonly string[]): Finding {
  return { file, line: 1, text: `a cycle: ${[...path, path[0]].join(' → ')}` };
}

/** The files of the same room a file imports, types included. */
function neighbours(source: Source): string[] {
  return source.imports
    .filter(({ specifier }) => specifier.startsWith('.') && roomOf(specifier) === undefined)
    .map(({ specifier }) => posix.join(posix.dirname(source.file), specifier));
}

/** One path per strongly connected component of more than one node (Tarjan), and per node that names itself. */
export function findCycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const cycles: string[][] = [];

  function visit(node: string): number {
    const index = order.size;
    let low = index;
    order.set(node, index);
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!graph.has(next)) continue;
      if (!order.has(next)) low = Math.min(low, visit(next));
      else if (stack.includes(next)) low = Math.min(low, lowest.get(next) ?? order.get(next) ?? low);
    }
    lowest.set(node, low);
    if (low === index) {
      const component = stack.splice(stack.indexOf(node));
      if (component.length > 1 || graph.get(node)?.includes(node)) cycles.push(walk(graph, node, component));
    }
    return low;
  }

  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return cycles;
}

/** The shortest way from `start` back to itself inside its component. */
function walk(
  graph: ReadonlyMap<string, readonly string[]>,
  start: string,
  component: readonly string[],
): string[] {
  const queue: string[][] = [[start]];
  const seen = new Set<string>();
  for (const path of queue) {
    for (const next of graph.get(path.at(-1) ?? '') ?? []) {
      if (next === start) return path;
      if (!component.includes(next) || seen.has(next)) continue;
      seen.add(next);
      queue.push([...path, next]);
    }
  }
  return [...component];
}
