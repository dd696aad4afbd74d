import { isJsonObject, type JsonObject } from '@cambio/oauth';
import { expect } from 'chai';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { recompile } from '../../src/compile/trust.ts';
import { type Decision, type DecisionInput, decide, narrow } from '../../src/index.ts';
import { parseSource } from '../../src/parse/parse.ts';
import { inputs, mappings, trusting } from '../random-trust.ts';

/** With few conditions, so that much is granted; patterns, which leave something to narrow, go before values. */
function loosened(document: JsonObject): JsonObject {
  const entries = Object.entries(isJsonObject(document.match) ? document.match : {});
  const [patterns, values] = [true, false].map((is) =>
    entries.filter(([, matcher]) => (typeof matcher === 'object') === is),
  );
  return { ...document, match: Object.fromEntries([...(patterns ?? []), ...(values ?? [])].slice(0, 3)) };
}

/** A trust, and what was asked of it, of which one mapping is looked at that granted some. */
const world = fc.record({
  documents: mappings({ minLength: 1, maxLength: 3 }).map((all) => all.map(loosened)),
  asked: fc.array(inputs, { minLength: 30, maxLength: 40 }),
  chosen: fc.nat(),
  kinds: fc.integer({ min: 1, max: 4 }),
  times: fc.integer({ min: 4, max: 12 }),
  held: fc.constantFrom(undefined, 5, 60),
  named: fc.boolean(),
});

/** `undefined` where nothing of a mapping was narrowed. */
function narrowedIn({ documents, asked, chosen, kinds, times, held, named }: WorldOf<typeof world>) {
  const before = trusting(documents);
  const granted = Map.groupBy(
    asked.map((input) => (named ? naming(input) : input)),
    (input) => {
      const decision = decide(before, input);
      return decision.outcome === 'allow' ? decision.mapping : undefined;
    },
  );
  granted.delete(undefined);
  const used = [...granted.keys()];
  const id = used[chosen % used.length];
  const document = documents.find((each) => each.id === id);
  if (id === undefined || document === undefined) return undefined;
  const others = used.filter((each) => each !== id).flatMap((each) => granted.get(each) ?? []);
  const requests = [...(granted.get(id) ?? []).slice(0, kinds), ...others];
  const records = Array.from({ length: times }, () => requests).flat();
  const uses = records.map((input, index) => ({
    id: `d-${index}`,
    at: input.now,
    input,
    outcome: 'allow' as const,
    ...(held !== undefined && { held }),
  }));
  const asking = { scopes: new Set<string>(), always: true };
  const { text } = narrow(before, { mapping: id, text: stringify(document), records: uses, asked: asking });
  if (text === undefined) return undefined;
  const put = parseSource({ path: 'random.json', text }).documents;
  const { trust: after } = recompile(before, { put, remove: [] });
  return after && { before, after, records: requests };
}

type WorldOf<A> = A extends fc.Arbitrary<infer T> ? T : never;

function naming(input: DecisionInput): DecisionInput {
  const scopes = input.request.audience === 'packages' ? ['publish'] : ['deploy:read'];
  return { ...input, request: { ...input.request, scopes } };
}

/** Whether a decision gives nothing that another one does not give. */
function isWithin(after: Decision, before: Decision): boolean {
  if (after.outcome === 'deny') return true;
  if (before.outcome === 'deny' || after.target !== before.target) return false;
  return after.scopes.every((scope) => before.scopes.includes(scope)) && after.lifetime <= before.lifetime;
}

describe('the laws of narrowing', () => {
  it('grants every recorded request what it was granted', () => {
    let narrowed = 0;
    fc.assert(
      fc.property(world, (random) => {
        const found = narrowedIn(random);
        if (found === undefined) return;
        narrowed++;
        for (const input of found.records) {
          const [before, after] = [decide(found.before, input), decide(found.after, input)];
          expect(lasting(after)).to.deep.equal(lasting(before));
        }
      }),
      { numRuns: 2000 },
    );
    expect(narrowed).to.be.greaterThan(50);
  });

  it('gives nothing that the same request, where it names its target, did not get before', () => {
    let compared = 0;
    fc.assert(
      fc.property(world, fc.array(inputs, { minLength: 20, maxLength: 40 }), (random, others) => {
        const found = narrowedIn(random);
        if (found === undefined) return;
        for (const input of others.filter(({ request }) => request.audience !== undefined)) {
          const [before, after] = [decide(found.before, input), decide(found.after, input)];
          expect(isWithin(after, before), JSON.stringify({ input, before, after })).to.equal(true);
          if (after.outcome === 'deny' && before.outcome === 'allow') compared++;
        }
      }),
      { numRuns: 2000 },
    );
    expect(compared).to.be.greaterThan(50);
  });
});

/** The lifetime may have come down. */
function lasting(decision: Decision): JsonObject | Decision {
  return decision.outcome === 'deny' ? decision : { ...decision, lifetime: 0 };
}
