/** Writes what is generated from the schema of records; with `--check`, only says whether it is current. */
import { keepGenerated } from '../../../.ci/generated.ts';
import { recordsReference } from './records-reference.ts';

keepGenerated('@cambio/ledger', { 'docs/reference/audit-records.md': recordsReference() });
