import { describeFailure } from '../describe.ts';
import type { ProviderError } from '../provider/token-provider.ts';

/** There was no token for a request, which was not sent. */
export class NoTokenError extends Error {
  override readonly name = 'NoTokenError';
  readonly failure: ProviderError;
  /** The gateway's code for why, where it told. */
  readonly reason: string | undefined;
  /** What to ask the gateway's operator about. */
  readonly decisionId: string | undefined;

  constructor(failure: ProviderError) {
    super(describeFailure(failure));
    this.failure = failure;
    const refused = failure.kind === 'refused' ? failure : undefined;
    this.reason = refused?.reason;
    this.decisionId = refused?.decisionId;
  }
}
