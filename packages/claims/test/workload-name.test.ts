import { expect } from 'chai';
import { workloadName } from '../src/workload-name.ts';

describe('workloadName', () => {
  for (const [path, detail, name] of [
    [['acme', 'shop'], 'production', 'acme/shop (production)'],
    [['acme', 'shop'], undefined, 'acme/shop'],
    [[undefined, 'shop'], undefined, 'shop'],
    [[undefined, undefined], 'production', undefined],
  ] as const) {
    it(`is ${name ?? 'nothing'} for ${JSON.stringify([path, detail])}`, () => {
      expect(workloadName(path, detail)).to.equal(name);
    });
  }
});
