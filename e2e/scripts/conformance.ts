/** Writes the page that says which clause of a standard is tested where; with `--check`, only says whether it is current. */
import { keepGenerated } from '../../.ci/generated.ts';
import { conformancePage } from './conformance-page.ts';

keepGenerated('@cambio/e2e', { 'docs/reference/conformance.md': conformancePage() });
