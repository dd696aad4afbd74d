import type { JsonObject } from '@cambio/oauth';

/** The job that the example mapping `shop-deploy-prod` is about: the shop's production deployment from main. */
export const ON_MAIN = {
  repository: 'acme/shop',
  repository_id: '123456',
  environment: 'production',
  ref: 'refs/heads/main',
  workflow_ref: 'acme/shop/.github/workflows/deploy.yml@refs/heads/main',
} as const satisfies JsonObject;

/** The same job, started from a branch. */
export const ON_A_BRANCH = {
  ...ON_MAIN,
  ref: 'refs/heads/try-free-shipping',
  workflow_ref: 'acme/shop/.github/workflows/deploy.yml@refs/heads/try-free-shipping',
} as const satisfies JsonObject;

/** What both ask for: the id of the example Target. */
export const TARGET = 'deployer';
