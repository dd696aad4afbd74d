import { expect } from 'chai';
import { loadTrust } from '../../src/index.ts';

const GATEWAY = { issuer: 'https://sts.acme.example', lifetime: 300, maxLifetime: 900 };

const clusters = (blueKeys: string, greenKeys: string) =>
  [
    { id: 'blue', keys: blueKeys },
    { id: 'green', keys: greenKeys },
  ]
    .map(
      ({ id, keys }) => `
kind: Issuer
id: ${id}
provider: kubernetes
url: https://kubernetes.default.svc.cluster.local
keys: ${keys}
owner: platform@acme.example`,
    )
    .join('\n---');

const rulesOf = (text: string) =>
  loadTrust([{ path: 'trust.yaml', text }], GATEWAY).diagnostics.map(({ rule }) => rule);

describe('two issuers with one url', () => {
  it('are told apart by keys of their own', () => {
    expect(
      rulesOf(clusters('{ jwksUri: "https://blue.acme.example/jwks" }', '{ jwksFile: /keys/green.json }')),
    ).to.be.empty;
  });

  const mixed: readonly [string, string, string][] = [
    ['both by discovery', 'discovery', 'discovery'],
    ['one by discovery', 'discovery', '{ jwksFile: /keys/green.json }'],
    ['both by the same keys', '{ jwksFile: /keys/green.json }', '{ jwksFile: /keys/green.json }'],
  ];
  for (const [what, blue, green] of mixed) {
    it(`are refused with keys ${what}`, () => {
      expect(rulesOf(clusters(blue, green))).to.deep.equal(['duplicate-url']);
    });
  }
});
