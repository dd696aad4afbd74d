import {
  type CelFunc,
  type CelInput,
  type CelList,
  CelScalar,
  type CelValue,
  celFunc,
  celList,
  celMethod,
  isCelError,
  isCelList,
  isCelMap,
  listType,
} from '@bufbuild/cel';
import { METER } from './meter.ts';

/** Types whose values can be of any size. */
const UNBOUNDED: ReadonlySet<string> = new Set(['string', 'bytes', 'list', 'map', 'dyn']);

/** Whether a function's work grows with its arguments. Patterns pay for themselves. */
export function growsWithArguments({ name, target, arguments: parameters }: CelFunc): boolean {
  const types = target === undefined ? parameters : [target, ...parameters];
  return name !== 'matches' && types.some((type) => UNBOUNDED.has(type.name));
}

/** The function, paid for by the size of its arguments before it runs. */
export function metered(func: CelFunc): CelFunc {
  const { name, target, arguments: parameters, result } = func;
  const run = (self: CelValue | undefined, args: CelValue[]): CelInput => {
    if (self !== undefined) payFor(self);
    for (const arg of args) payFor(arg);
    const value = func.call(0, self, args);
    if (value === undefined || isCelError(value)) throw value ?? new Error(`no overload of ${name}`);
    return value;
  };
  if (target === undefined) {
    return celFunc(name, parameters, result, (...args: CelValue[]) => run(undefined, args));
  }
  return celMethod(name, target, parameters, result, function (this: CelValue, ...args: CelValue[]) {
    return run(this, args);
  });
}

const LIST = listType(CelScalar.DYN);

/**
 * Lists put together as one. The engine's own sum keeps both within it, and `map` in a loop would build a chain of them
 * that takes quadratic time to read.
 */
export const flatSum: CelFunc = celFunc('_+_', [LIST, LIST], LIST, (left: CelList, right: CelList) => {
  METER.charge(1 + left.size + right.size);
  return celList([...left, ...right]);
});

/** Pays while it looks, so that looking is bounded as well. */
function payFor(value: CelValue): void {
  if (typeof value === 'string' || value instanceof Uint8Array) METER.charge(1 + value.length);
  else METER.charge(1);
  if (isCelList(value)) for (const item of value) payFor(item);
  if (isCelMap(value)) for (const item of value.values()) payFor(item);
}
