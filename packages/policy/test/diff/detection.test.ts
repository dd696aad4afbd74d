import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type JsonValue } from '@cambio/oauth';
import { expect } from 'chai';
import fc from 'fast-check';
import { type CompiledTrust, type Decision, type DecisionInput, decide, diffTrust } from '../../src/index.ts';
import { NOW } from '../acme.ts';
import { compiled, documentsOf, graft, input, world } from './world.ts';

/** Whether two trusts decide alike, as far as `diffTrust` promises to tell. */
function decideAlike(before: CompiledTrust, after: CompiledTrust, asked: DecisionInput): boolean {
  return isDeepStrictEqual(told(decide(before, asked)), told(decide(after, asked)));
}

/** The order of scopes and the nearest miss mean nothing. */
function told(decision: Decision): object {
  if (decision.outcome === 'deny') return { reason: decision.reason };
  return { ...decision, scopes: [...decision.scopes].sort() };
}

/** The same document with its members, and those inside them, the other way round. */
function turned(value: JsonValue): JsonValue {
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).map(([name, member]): [string, JsonValue] => [name, turned(member)]);
  return Object.fromEntries(members.reverse());
}

describe('what diffTrust detects', () => {
  it('is nothing between a set of documents and itself, in any order and with members in any order', () => {
    fc.assert(
      fc.property(world, (one) => {
        const documents = documentsOf(one);
        const before = compiled(documents);
        const after = compiled(documents.map(turned).filter(isJsonObject).reverse());
        fc.pre(before !== undefined && after !== undefined);
        expect(diffTrust(before, after, { now: NOW }).documents).to.deep.equal([]);
      }),
      { numRuns: 200 },
    );
  });

  it('is every change of a document that changes some decision', () => {
    let differing = 0;
    fc.assert(
      fc.property(
        world,
        world,
        graft,
        fc.array(input, { minLength: 40, maxLength: 40 }),
        (one, other, change, inputs) => {
          const { part, world: changed } = change(one, other);
          const before = compiled(documentsOf(one));
          const after = compiled(documentsOf(changed));
          if (before === undefined || after === undefined) return;
          const asked = inputs.find((each) => !decideAlike(before, after, each));
          if (asked === undefined) return;
          differing++;
          const { documents } = diffTrust(before, after, { now: NOW });
          expect(documents.map(({ id }) => id)).to.include(part);
        },
      ),
      { numRuns: 1000 },
    );
    expect(differing).to.be.greaterThan(100);
  });

  it('is of recorded decisions exactly those that turn out otherwise', () => {
    fc.assert(
      fc.property(world, world, graft, fc.array(input, { maxLength: 20 }), (one, other, change, inputs) => {
        const before = compiled(documentsOf(one));
        const after = compiled(documentsOf(change(one, other).world));
        if (before === undefined || after === undefined) return;
        const recorded = inputs.map(({ now: at, ...asked }, index) => {
          return { id: `${index}`, at, input: asked, outcome: decide(before, { ...asked, now: at }).outcome };
        });
        const { replay } = diffTrust(before, after, { recorded, now: NOW });
        const expected = recorded.filter((_, index) => {
          const asked = inputs[index];
          return asked !== undefined && !decideAlike(before, after, asked);
        });
        const found = replay?.changes.flatMap(({ decisions }) => decisions) ?? [];
        expect(found.sort()).to.deep.equal(expected.map(({ id }) => id).sort());
        expect(replay?.unfaithful).to.equal(0);
      }),
      { numRuns: 200 },
    );
  });
});
