import type { CelInput } from '@bufbuild/cel';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import type { Claims, VerifiedIdentity, Workload } from '@cambio/claims';
import { isJsonObject, type JsonObject, type JsonValue } from '@cambio/oauth';
import type { DecisionInput, DecisionRequest } from '../decision.ts';

/** The variables there are. */
export const VARIABLES = ['claims', 'workload', 'request', 'actor', 'now'] as const;

export type Variable = (typeof VARIABLES)[number];

/** What conditions of one decision read, converted to the engine's values when it first is. */
export interface ConditionInput {
  /** A variable's value; `undefined`: there is none, as of `actor` without one. */
  read(variable: Variable, need: Need): CelInput | undefined;
}

/** What a condition needs of `claims`: some members, or the whole. */
export type Need = readonly string[] | 'all';

/** A decision's input as the engine's values, each converted when it is first read. */
export class ConvertedInput {
  readonly #input: DecisionInput;
  #claims: CelInput | undefined;
  #workload: CelInput | undefined;
  #actor: CelInput | undefined;

  constructor(input: DecisionInput) {
    this.#input = input;
  }

  /** The input of conditions on one target, when `scopes` are asked for. */
  asking(target: string, scopes: readonly string[]): ConditionInput {
    return { read: (variable, need) => this.#read(variable, need, target, scopes) };
  }

  #read(variable: Variable, need: Need, target: string, scopes: readonly string[]): CelInput | undefined {
    const { subject, actor, request, now } = this.#input;
    switch (variable) {
      case 'claims':
        if (need !== 'all') return someOf(subject.claims, need);
        this.#claims ??= mapOf(subject.claims);
        return this.#claims;
      case 'workload':
        this.#workload ??= workloadOf(subject.workload);
        return this.#workload;
      case 'request':
        return requestOf(request, target, scopes);
      case 'actor':
        if (actor !== undefined) this.#actor ??= identityOf(actor);
        return this.#actor;
      case 'now':
        return timestampFromMs(now * 1000);
    }
  }
}

/** Most conditions read one claim or two of a token's forty. */
function someOf(claims: Claims, names: readonly string[]): CelInput {
  const members = new Map<string, CelInput>();
  for (const name of names) {
    const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
    if (value !== undefined) members.set(name, celOf(value));
  }
  return members;
}

function requestOf(
  { binding, ip, client }: DecisionRequest,
  target: string,
  scopes: readonly string[],
): CelInput {
  return mapOf({
    target,
    scopes,
    binding,
    ...(ip === undefined ? {} : { ip }),
    ...(client === undefined ? {} : { client }),
  });
}

function identityOf({ issuer, claims, workload }: VerifiedIdentity): CelInput {
  return new Map<string, CelInput>([
    ['issuer', issuer],
    ['claims', mapOf(claims)],
    ['workload', workloadOf(workload)],
  ]);
}

function workloadOf({ source, ...workload }: Workload): CelInput {
  return mapOf({ ...workload, ...(source === undefined ? {} : { source: { ...source } }) });
}

/** A `Map` has no inherited members, and the engine reads it several times faster than an object. */
function mapOf(value: JsonObject): ReadonlyMap<string, CelInput> {
  return new Map(Object.entries(value).map(([name, member]) => [name, celOf(member)]));
}

function celOf(value: JsonValue): CelInput {
  if (isJsonObject(value)) return mapOf(value);
  if (Array.isArray(value)) return value.map(celOf);
  return value;
}
