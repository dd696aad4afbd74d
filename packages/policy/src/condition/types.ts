import type { ClaimFact, ClaimType } from '@cambio/claims';

/** What is known of a value before it is there; `dyn`: nothing. */
export type Type =
  | 'dyn'
  | 'bool'
  | 'int'
  | 'uint'
  | 'double'
  | 'string'
  | 'bytes'
  | 'null_type'
  | 'list'
  | 'map'
  | 'type'
  | 'google.protobuf.Timestamp'
  | 'google.protobuf.Duration';

const TYPES: ReadonlySet<string> = new Set<Type>([
  'dyn',
  'bool',
  'int',
  'uint',
  'double',
  'string',
  'bytes',
  'null_type',
  'list',
  'map',
  'type',
  'google.protobuf.Timestamp',
  'google.protobuf.Duration',
]);

export function typeNamed(name: string): Type {
  return isType(name) ? name : 'dyn';
}

export function isType(name: string): name is Type {
  return TYPES.has(name);
}

const BY_CLAIM_TYPE: Readonly<Record<ClaimType, Type>> = {
  string: 'string',
  number: 'double',
  boolean: 'bool',
  null: 'null_type',
  array: 'list',
  object: 'map',
};

/** The type of a claim; JSON numbers are doubles. */
export function typeOfClaim(fact: ClaimFact | undefined): Type {
  const [type, ...others] = fact?.types ?? [];
  return type === undefined || others.length > 0 ? 'dyn' : BY_CLAIM_TYPE[type];
}

const NUMBERS: ReadonlySet<Type> = new Set<Type>(['int', 'uint', 'double']);

/** Whether two values can be equal at all: numbers of any type can, other types only among themselves. */
export function comparable(a: Type, b: Type): boolean {
  return a === b || a === 'dyn' || b === 'dyn' || (NUMBERS.has(a) && NUMBERS.has(b));
}

export function fits(type: Type, parameter: Type): boolean {
  return type === parameter || type === 'dyn' || parameter === 'dyn';
}
