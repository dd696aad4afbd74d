import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { mappingText, pointIssuerAt } from '../../src/demo/documents.ts';

const EXAMPLE = readFileSync(new URL('../../../../config/trust/github.yaml', import.meta.url), 'utf8');

describe('pointIssuerAt', () => {
  const pointed = pointIssuerAt(EXAMPLE, 'http://127.0.0.1:8081');
  const linesOf = (text: string, without: string) => {
    const known = new Set(without.split('\n'));
    return text.split('\n').filter((line) => !known.has(line));
  };

  it("changes two lines of the Issuer, and nothing else of the example's text", () => {
    expect(linesOf(EXAMPLE, pointed)).to.deep.equal([
      'url: https://token.actions.githubusercontent.com',
      'allowPrivateNetwork: false',
    ]);
    expect(linesOf(pointed, EXAMPLE)).to.deep.equal([
      'url: http://127.0.0.1:8081',
      'allowPrivateNetwork: true',
    ]);
  });

  it('adds what an Issuer leaves to its defaults', () => {
    const text = 'kind: Issuer # of jobs\nid: github\n---\nkind: Target\n';
    expect(pointIssuerAt(text, 'http://127.0.0.1:1')).to.equal(
      'kind: Issuer\nurl: http://127.0.0.1:1\nallowPrivateNetwork: true # of jobs\nid: github\n---\nkind: Target\n',
    );
  });

  it('can be done again, for the next address', () => {
    const again = pointIssuerAt(pointed, 'http://127.0.0.1:9999');
    expect(again).to.equal(pointed.replace('http://127.0.0.1:8081', 'http://127.0.0.1:9999'));
  });

  for (const text of ['a: [', '', 'just text', '- kind: Issuer', 'kind: Mapping\n']) {
    it(`leaves ${JSON.stringify(text)} as it is`, () => {
      expect(pointIssuerAt(text, 'http://127.0.0.1:1')).to.equal(text);
    });
  }
});

describe('mappingText', () => {
  it('shows a mapping without comments and tests', () => {
    const text = mappingText(EXAMPLE, 'shop-deploy-prod') ?? '';
    expect(text).to.match(/^kind: Mapping\nid: shop-deploy-prod\n/);
    expect(text).to.contain('\n  ref: refs/heads/main\n');
    expect(text).not.to.match(/#|tests|\n\n/);
  });

  it('shows nothing where there is no such mapping', () => {
    expect(mappingText(EXAMPLE, 'deployer')).to.equal(undefined);
    expect(mappingText('a: [', 'shop-deploy-prod')).to.equal(undefined);
  });
});
