import { type Diagnostic, didYouMean } from '@cambio/policy';
import type { z } from 'zod';
import type { Layers, Path } from './layers.ts';
import { namesAt } from './members.ts';
import { type Origin, positionOf } from './origin.ts';

/** The schema's complaints, each at the place it is about. Never a value: it may have come from a secret. */
export function schemaDiagnostics(error: z.ZodError, layers: Layers): readonly Diagnostic[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
    if (issue.code !== 'unrecognized_keys') return [invalid(path, issue.message, layers)];
    return issue.keys.map((name) => {
      const whole = [...path, name];
      return unknownName(name, namesAt(path), layers.origin(whole), label(whole));
    });
  });
}

/** A name that nothing obeys, with the one that was probably meant. `path` is the name with all that is around it. */
export function unknownName(
  name: string,
  known: readonly string[],
  origin: Origin,
  path: string = name,
): Diagnostic {
  return {
    severity: 'error',
    rule: 'unknown-member',
    position: positionOf(origin),
    message: `${path} is not a setting`,
    hint: hintFor(name, known),
  };
}

function hintFor(name: string, known: readonly string[]): string {
  if (known.includes(name)) return `${name} does not go with the other members here`;
  return didYouMean(name, known) ?? `known here: ${known.join(', ')}`;
}

function invalid(path: Path, message: string, layers: Layers): Diagnostic {
  return {
    severity: 'error',
    rule: 'schema',
    position: positionOf(layers.origin(path)),
    message: `${label(path)} ${message}`,
  };
}

/** `clients[0].jwks`. */
function label(path: Path): string {
  return path.reduce<string>((text, segment) => {
    if (typeof segment === 'number') return `${text}[${segment}]`;
    return text === '' ? segment : `${text}.${segment}`;
  }, '');
}

/** What is said where the schema has no text of its own. */
export const complaint: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is required' : `must be ${kindName(issue.expected)}`;
    case 'invalid_value':
      return `must be ${oneOf(issue.values)}`;
    case 'invalid_union':
      return `must be ${oneOf(Array.isArray(issue.options) ? issue.options : [])}`;
    case 'too_small':
      return issue.origin === 'string'
        ? 'must not be empty'
        : `must ${extent(issue)} at least ${issue.minimum}`;
    case 'too_big':
      return `must ${extent(issue)} at most ${issue.maximum}`;
    default:
      return undefined;
  }
};

const KIND_NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object with members',
};

function kindName(expected: string): string {
  return KIND_NAMES[expected] ?? expected;
}

function oneOf(values: readonly unknown[]): string {
  const names = values.filter((value) => value !== undefined && value !== null).map(String);
  return names.length === 1 ? `${names[0]}` : `one of ${names.join(', ')}`;
}

function extent({ origin }: { readonly origin: string }): string {
  return origin === 'array' ? 'have' : 'be';
}
