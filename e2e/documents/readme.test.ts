import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadTrust } from '@cambio/policy';
import { expect } from 'chai';
import { ROOT, readPage } from './page.ts';
import { complaints, GATEWAY } from './page-trust.ts';

describe("the README's mapping", () => {
  const [mapping] = readPage('README.md').blocks.filter(({ language }) => language === 'yaml');
  const [issuer = '', target = ''] = readFileSync(join(ROOT, 'config/trust/github.yaml'), 'utf8').split(
    '\n---\n',
  );

  it('loads beside the Issuer and the Target of the example, and draws no warning', () => {
    const text = mapping?.text ?? '';
    const sources = [issuer, target, text].map((each, index) => ({ path: `${index}.yaml`, text: each }));
    const { diagnostics, trust } = loadTrust(sources, GATEWAY);
    expect(complaints({ diagnostics })).to.be.empty;
    expect([...(trust?.mappings.keys() ?? [])]).to.deep.equal(['shop-deploy-prod']);
  });

  it('is one of the example, with the same conditions', () => {
    const example = readFileSync(join(ROOT, 'config/trust/github.yaml'), 'utf8');
    const conditions =
      /^match:.*\n((?: {2}.*\n)+)/m
        .exec(mapping?.text ?? '')?.[1]
        ?.trimEnd()
        .split('\n') ?? [];
    expect(conditions).to.have.length.at.least(3);
    for (const line of conditions) expect(example).to.contain(line);
  });
});
