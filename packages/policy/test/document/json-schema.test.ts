import { expect } from 'chai';
import { documentJsonSchema } from '../../src/index.ts';

describe('documentJsonSchema', () => {
  for (const kind of ['Issuer', 'Target', 'Mapping'] as const) {
    it(`describes a ${kind} as it is written`, () => {
      const text = JSON.stringify(documentJsonSchema(kind));
      expect(text).to.contain(`"const":"${kind}"`);
      expect(text).to.contain('"additionalProperties":false');
    });
  }

  it('asks for durations as text, not as the seconds they are read as', () => {
    const { properties } = documentJsonSchema('Issuer');
    expect(properties).to.have.nested.property('maxAge.type', 'string');
  });

  it('leaves what has a default to be left out', () => {
    expect(documentJsonSchema('Issuer').required).to.deep.equal(['kind', 'id', 'provider', 'owner']);
  });
});
