import { type CelEnv, CelScalar, celEnv, celFunc, objectType } from '@bufbuild/cel';
import { TimestampSchema, timestampFromMs } from '@bufbuild/protobuf/wkt';
import { METER } from './meter.ts';
import { flatSum, growsWithArguments, metered } from './metered.ts';
import { patterns } from './patterns.ts';

/**
 * CEL counts the number in `timestamp(1788220800)` in seconds, as token claims do; the engine (0.6.1) takes it for
 * milliseconds, which would make every moment lie in January 1970.
 */
const timestampOfSeconds = celFunc('timestamp', [CelScalar.INT], objectType(TimestampSchema), (seconds) =>
  timestampFromMs(Number(seconds) * 1000),
);

/** For expressions without loops: their cost is bounded by their size and that of the token, patterns apart. */
export const PLAIN: CelEnv = celEnv({ re2: patterns, funcs: [timestampOfSeconds] });

/** The function that every round of a loop calls first, with the size of the loop's body. */
export const COST = 'cost';

/** For expressions with loops: every function whose work grows with its arguments pays for them. */
export const METERED: CelEnv = celEnv({
  re2: patterns,
  funcs: [
    timestampOfSeconds,
    ...[...PLAIN.funcs].filter(growsWithArguments).map(metered),
    flatSum,
    celFunc(COST, [CelScalar.INT], CelScalar.BOOL, (units) => {
      METER.charge(Number(units));
      return true;
    }),
  ],
});
