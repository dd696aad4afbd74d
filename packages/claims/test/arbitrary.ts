import type { JsonValue } from '@cambio/oauth';
import fc from 'fast-check';
import type { Claims } from '../src/claims.ts';

/** Text of any UTF-16 code units, lone surrogates included: all that a JSON string can hold. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.nat({ max: 0x7f }), fc.nat({ max: 0xffff })), { maxLength: 12 })
  .map((units) => String.fromCharCode(...units));

const { json } = fc.letrec<{ json: JsonValue }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    anyText,
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(anyText, tie('json'), { maxKeys: 3 }),
  ),
}));

/** Any JSON object, in which the given claims turn up often. */
export function anyClaims(known: readonly string[]): fc.Arbitrary<Claims> {
  const name = fc.oneof(anyText, fc.constantFrom('__proto__', 'constructor', ...known));
  const members = fc.array(fc.tuple(name, json), { maxLength: 12 });
  return members.map((entries) => Object.fromEntries(entries));
}
