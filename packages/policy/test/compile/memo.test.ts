import type { JsonObject } from '@cambio/oauth';
import { expect } from 'chai';
import { decide, parseValue, recompile } from '../../src/index.ts';
import { ask, job, mapping, trust } from '../acme.ts';

/** So often a mapping is changed: more than a trust of two remembers. */
const TURNS = 1500;

function put(...documents: readonly JsonObject[]) {
  const place = { file: 'mapping.json', locate: () => ({ file: 'mapping.json', line: 1, column: 1 }) };
  return { put: documents.flatMap((document) => parseValue(document, place).documents), remove: [] };
}

/** A mapping about one repository; all else is the same for each. */
function about(id: string, repository_id: string): JsonObject {
  return mapping({ id, match: { repository_id, environment: 'production', ref: 'refs/heads/main' } });
}

describe('a trust that is changed again and again', () => {
  let latest = trust(about('stays', '1'));
  const begun = latest.tables.memo;

  function change(...documents: readonly JsonObject[]): void {
    const { trust: next } = recompile(latest, put(...documents));
    if (next === undefined) throw new Error('the fixture does not compile');
    latest = next;
  }

  const possible = (repository_id: string) => {
    const [found, ...more] = latest.tables.allows.possible(
      'github',
      'deployer',
      job({ repository_id }).claims,
    );
    expect(more).to.deep.equal([]);
    return found;
  };

  before(function () {
    this.timeout(20_000);
    for (let turn = 0; turn < TURNS; turn++) change(about('changes', `1000${turn}`));
    change(about('comes', '2'));
  });

  it('does not remember for good what mappings said that are gone', () => {
    expect(latest.tables.memo).not.to.equal(begun);
    const [old, young] = [possible('1')?.terms, possible('2')?.terms];
    expect(young).to.deep.equal(old);
    expect(young).not.to.equal(old);
  });

  it('decides as before', () => {
    for (const [repository_id, id] of [
      ['1', 'stays'],
      [`1000${TURNS - 1}`, 'changes'],
      ['2', 'comes'],
    ] as const) {
      const decided = decide(latest, ask({}, { subject: job({ repository_id }) }));
      expect(decided).to.include({ outcome: 'allow', mapping: id });
    }
    expect(decide(latest, ask({}, { subject: job({ repository_id: '10000' }) })).outcome).to.equal('deny');
  });

  it('finds and removes what was there before it began to remember anew', () => {
    const { trust: without } = recompile(latest, {
      put: [],
      remove: ['stays', 'changes', 'comes'].map((id) => ({ kind: 'Mapping' as const, id })),
    });
    expect(without?.tables.allows.hasAny('github', 'deployer')).to.equal(false);
    expect(possible('1')?.id).to.equal('stays');
  });
});
