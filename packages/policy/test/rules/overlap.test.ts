import type { JsonObject } from '@cambio/oauth';
import { expect } from 'chai';
import type { Diagnostic } from '../../src/index.ts';
import { DEPLOY, diagnosticsOf, MATCH } from './documents.ts';

const { environment: _, ...ANY_ENVIRONMENT } = MATCH;
const READ: JsonObject = {
  ...DEPLOY,
  id: 'read',
  match: ANY_ENVIRONMENT,
  grant: { scopes: ['deploy:read'] },
};

const TOLD = 'deploy can hold for the same token as read: the one that gives least is taken';

function overlapsIn(diagnostics: readonly Diagnostic[]) {
  return diagnostics.filter(({ rule }) => rule === 'overlap').map(({ message }) => message);
}

describe('overlap', () => {
  for (const [what, match] of Object.entries<JsonObject>({
    'less to say of the job': ANY_ENVIRONMENT,
    'something else to say of the job': { ...ANY_ENVIRONMENT, ref: 'refs/heads/main' },
    'a pattern that fits': { ...ANY_ENVIRONMENT, environment: { prefix: 'prod' } },
    'a list with a value in common': { ...ANY_ENVIRONMENT, environment: ['production', 'staging'] },
  })) {
    it(`tells, once, of a mapping with ${what}`, () => {
      expect(overlapsIn(diagnosticsOf(DEPLOY, { ...READ, match, tests: [] }))).to.deep.equal([TOLD]);
    });
  }

  it('tells of a mapping on the owner where this one has the repository', () => {
    const mapping = { ...DEPLOY, match: { ...MATCH, repository_owner_id: '98765432' } };
    const other = { ...READ, match: { repository_owner_id: '98765432', event_name: 'push' }, tests: [] };
    expect(overlapsIn(diagnosticsOf(mapping, other))).to.deep.equal([TOLD]);
  });

  const acting = (sub: JsonObject[string], required = true): JsonObject => ({
    delegation: { required, actors: [{ issuer: 'self', match: { sub } }] },
  });

  for (const [what, [one, other]] of Object.entries<readonly [JsonObject, JsonObject]>({
    'a demanded actor where the other knows of none': [acting('agent'), {}],
    'demanded actors of whom none is the other’s': [acting('agent'), acting('another')],
    'an actor that is demanded, and one that may be there, who is another': [
      acting('agent'),
      acting('x', false),
    ],
  })) {
    it(`says nothing of mappings that no request can satisfy both of, with ${what}`, () => {
      expect(overlapsIn(diagnosticsOf({ ...DEPLOY, ...one }, { ...READ, ...other }))).to.deep.equal([]);
      expect(overlapsIn(diagnosticsOf({ ...DEPLOY, ...other }, { ...READ, ...one }))).to.deep.equal([]);
    });
  }

  for (const [what, [one, other]] of Object.entries<readonly [JsonObject, JsonObject]>({
    'an actor that neither demands': [acting('agent', false), {}],
    'demanded actors that can be one': [acting(['agent', 'x']), acting({ prefix: 'x' })],
    'an actor that one of the two demands': [acting('agent'), acting('agent', false)],
  })) {
    it(`tells of mappings with ${what}`, () => {
      const tests: never[] = [];
      expect(
        overlapsIn(diagnosticsOf({ ...DEPLOY, ...one, tests }, { ...READ, ...other, tests })),
      ).to.deep.equal([TOLD]);
    });
  }

  it('is an info, and names no more than three', () => {
    const others = ['a', 'b', 'c', 'd', 'e'].map((id) => ({
      ...READ,
      id,
      grant: { scopes: ['deploy:read'], lifetime: `${id.charCodeAt(0)}s` },
    }));
    const found = diagnosticsOf(DEPLOY, ...others).filter(
      ({ rule, document }) => rule === 'overlap' && document === 'Mapping/deploy',
    );
    expect(found).to.have.length(1);
    expect(found[0]).to.include({
      severity: 'info',
      message: 'deploy can hold for the same token as a, b, c and 2 more: the one that gives least is taken',
    });
  });

  for (const [what, change] of Object.entries<JsonObject>({
    'another environment': { match: { ...MATCH, environment: 'staging' } },
    'another repository': { match: { ...MATCH, repository_id: '1' } },
    'no environment at all': { match: { ...MATCH, environment: { exists: false } } },
    'an environment that is not this one': { match: { ...MATCH, environment: { not: ['production'] } } },
    'environments of another kind': { match: { ...MATCH, environment: { prefix: 'review/' } } },
    'the end before this one begins': { expires: '2026-01-01' },
    'nothing in force': { enabled: false },
  })) {
    it(`says nothing beside a mapping with ${what}`, () => {
      const other = { ...READ, match: MATCH, tests: [], ...change };
      expect(overlapsIn(diagnosticsOf({ ...DEPLOY, notBefore: '2026-02-01' }, other))).to.deep.equal([]);
    });
  }

  it('takes two conditions in CEL to tell the mappings apart', () => {
    const first = { ...DEPLOY, when: 'claims.run_attempt == "1"' };
    const again = { ...READ, when: 'claims.run_attempt != "1"' };
    expect(overlapsIn(diagnosticsOf(first, again))).to.deep.equal([]);
  });

  it('leaves a mapping that is never chosen to shadowed', () => {
    expect(overlapsIn(diagnosticsOf(DEPLOY, { ...DEPLOY, id: 'copy' }))).to.deep.equal([]);
  });
});
