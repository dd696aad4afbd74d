import { PLAIN } from './engine.ts';
import { fits, type Type, typeNamed } from './types.ts';

/** One way to call a function. */
export interface Overload {
  readonly target: Type | undefined;
  readonly parameters: readonly Type[];
  readonly result: Type;
}

/** Every function the engine has, by name. */
const FUNCTIONS: ReadonlyMap<string, readonly Overload[]> = new Map(
  Object.entries(Object.groupBy([...PLAIN.funcs], ({ name }) => name)).map(([name, funcs = []]) => [
    name,
    funcs.map((func) => ({
      target: func.target === undefined ? undefined : typeNamed(func.target.name),
      parameters: func.arguments.map((parameter) => typeNamed(parameter.name)),
      result: typeNamed(func.result.name),
    })),
  ]),
);

/** Functions that are called by name, for suggestions. */
export const FUNCTION_NAMES: readonly string[] = [...FUNCTIONS.keys()].filter((name) =>
  /^[a-z]\w*$/i.test(name),
);

export function isFunction(name: string): boolean {
  return FUNCTIONS.has(name);
}

/** The overloads that a call may turn out to be; none: it can only fail. */
export function overloadsFor(
  name: string,
  target: Type | undefined,
  args: readonly Type[],
): readonly Overload[] {
  return (FUNCTIONS.get(name) ?? []).filter(
    (overload) =>
      (overload.target === undefined) === (target === undefined) &&
      overload.parameters.length === args.length &&
      fits(target ?? 'dyn', overload.target ?? 'dyn') &&
      args.every((arg, index) => fits(arg, overload.parameters[index] ?? 'dyn')),
  );
}
