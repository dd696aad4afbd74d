import {
  type CelEnv,
  type CelFunc,
  type CelInput,
  CelScalar,
  type CelValue,
  celEnv,
  celFunc,
  celMethod,
  isCelError,
  isCelList,
  isCelMap,
  objectType,
} from '@bufbuild/cel';
import { TimestampSchema, timestampFromMs } from '@bufbuild/protobuf/wkt';
import { compileRegex, type Regex } from '../matcher/regex.ts';
import { Meter } from './meter.ts';

/** The meter of the evaluation that runs. */
export const METER = new Meter();

/** What one evaluation may cost: some tens of milliseconds in the worst case. */
export const EVALUATION_BUDGET = 200_000;

/** The automaton takes about as many steps per character as this. */
const REGEX_UNITS_PER_CHARACTER = 8;

/**
 * Regular expressions by pattern. Patterns are literals of loaded documents, checked when those are compiled: no
 * token can add one.
 */
const REGEXES = new Map<string, Regex>();

const re2 = {
  compile: (pattern: string) => ({
    test: (text: string) => {
      METER.charge((text.length + pattern.length) * REGEX_UNITS_PER_CHARACTER);
      return regexOf(pattern).finds(text);
    },
  }),
};

function regexOf(pattern: string): Regex {
  const known = REGEXES.get(pattern);
  if (known !== undefined) return known;
  const compiled = compileRegex(pattern);
  if (!compiled.ok) throw new Error(compiled.error);
  REGEXES.set(pattern, compiled.value);
  return compiled.value;
}

/**
 * CEL counts the number in `timestamp(1788220800)` in seconds, as token claims do; the engine (0.6.1) takes it for
 * milliseconds, which would make every moment lie in January 1970.
 */
const timestampOfSeconds = celFunc('timestamp', [CelScalar.INT], objectType(TimestampSchema), (seconds) =>
  timestampFromMs(Number(seconds) * 1000),
);

/** For expressions without loops: their cost is bounded by their size and that of the token, regexes apart. */
export const PLAIN: CelEnv = celEnv({ re2, funcs: [timestampOfSeconds] });

/** The function that every round of a loop calls first, with the size of the loop's body. */
export const COST = 'cost';

/** Types whose values can be of any size. */
const UNBOUNDED: ReadonlySet<string> = new Set(['string', 'bytes', 'list', 'map', 'dyn']);

/** For expressions with loops: every function whose work grows with its arguments pays for them. */
export const METERED: CelEnv = celEnv({
  re2,
  funcs: [
    timestampOfSeconds,
    ...[...PLAIN.funcs].filter(growsWithArguments).map(metered),
    celFunc(COST, [CelScalar.INT], CelScalar.BOOL, (units) => {
      METER.charge(Number(units));
      return true;
    }),
  ],
});

function growsWithArguments({ name, target, arguments: parameters }: CelFunc): boolean {
  const types = target === undefined ? parameters : [target, ...parameters];
  return name !== 'matches' && types.some((type) => UNBOUNDED.has(type.name));
}

function metered(func: CelFunc): CelFunc {
  const { name, target, arguments: parameters, result } = func;
  const run = (self: CelValue | undefined, args: CelValue[]): CelInput => {
    METER.charge(
      args.reduce<number>((sum, arg) => sum + unitsOf(arg), self === undefined ? 1 : unitsOf(self)),
    );
    const value = func.call(0, self, args);
    if (value === undefined || isCelError(value)) throw value ?? new Error(`no overload of ${name}`);
    return value;
  };
  if (target === undefined)
    return celFunc(name, parameters, result, (...args: CelValue[]) => run(undefined, args));
  return celMethod(name, target, parameters, result, function (this: CelValue, ...args: CelValue[]) {
    return run(this, args);
  });
}

function unitsOf(value: CelValue): number {
  if (typeof value === 'string' || value instanceof Uint8Array) return 1 + value.length;
  if (isCelList(value)) return [...value].reduce<number>((sum, item) => sum + unitsOf(item), 1);
  if (isCelMap(value))
    return [...value.values()].reduce<number>((sum, item) => sum + unitsOf(item), 1 + value.size);
  return 1;
}
