import type { AdviceRule } from './rule.ts';

/** Tests that only allow pass just as well when a mapping has lost its conditions. */
export const noTests: AdviceRule = {
  id: 'no-tests',
  severity: 'info',
  summary: 'A change that lets in too many would not be noticed.',
  check: ({ id, located: { document } }) => {
    if (document.tests.length === 0) {
      return [
        { path: ['id'], message: `${id} has no tests`, hint: 'say in tests who gets in, and who does not' },
      ];
    }
    const denies = document.tests.some(({ expect }) => typeof expect === 'object' && 'deny' in expect);
    if (denies) return [];
    return [
      {
        path: ['tests'],
        message: `${id} has no test that expects a denial`,
        hint: 'add the nearest token that must not get in',
      },
    ];
  },
};
