import type { CompiledIssuer, CompiledTarget } from './compiled.ts';
import type { Memo } from './memo.ts';

/** What a mapping may refer to. */
export interface Surroundings {
  readonly issuers: ReadonlyMap<string, CompiledIssuer>;
  readonly targets: ReadonlyMap<string, CompiledTarget>;
  readonly memo: Memo;
  /** Documents that are there but could not be read, as `Target/deployer`: nothing is said of references to them. */
  readonly unread: ReadonlySet<string>;
}
