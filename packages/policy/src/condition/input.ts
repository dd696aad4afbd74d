import type { CelInput } from '@bufbuild/cel';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import type { VerifiedIdentity, Workload } from '@cambio/claims';
import { isJsonObject, type JsonObject, type JsonValue } from '@cambio/oauth';
import type { DecisionInput, DecisionRequest } from '../decision.ts';

/** The variables a condition can read, each converted when it first is. */
export type ConditionInput = Readonly<Record<string, CelInput>>;

/**
 * Makes the variables of one decision. Claims are converted once, however many conditions read them; what differs by
 * target and mapping is given with each evaluation.
 */
export function conditionInputs({
  subject,
  actor,
  request,
  now,
}: DecisionInput): (target: string, scopes: readonly string[]) => ConditionInput {
  const claims = once(() => mapOf(subject.claims));
  const workload = once(() => workloadOf(subject.workload));
  const acting = once(() => (actor === undefined ? undefined : identityOf(actor)));
  return (target, scopes) => ({
    get claims() {
      return claims();
    },
    get workload() {
      return workload();
    },
    get request() {
      return requestOf(request, target, scopes);
    },
    // An absent variable must be undefined at run time, which CelInput has no name for.
    get actor() {
      return acting() as CelInput;
    },
    get now() {
      return timestampFromMs(now * 1000);
    },
  });
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
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
