import { findPages } from './page.ts';

/** Every page that readers are led to. */
export const PAGES = findPages(
  '*.md',
  'docs/**/*.md',
  '{packages,services}/*/README.md',
  'config/**/*.md',
  'templates/**/*.md',
  'e2e/README.md',
  '.ci/README.md',
);
