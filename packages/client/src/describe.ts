import type { LikelyCause } from './likely-cause.ts';
import type { ProviderError } from './provider/token-provider.ts';

/** An error as a sentence or two for whoever reads a log. Holds no token, and nothing a server said but its codes. */
export function describeFailure(error: ProviderError): string {
  switch (error.kind) {
    case 'no_source':
      return `this environment offers no platform token; looked for ${error.looked.map(({ source, where }) => `${source} (${where})`).join(', ')}`;
    case 'source':
      return `no token from ${error.source}: ${error.detail}`;
    case 'gateway':
      return `the gateway cannot be used: ${error.detail}`;
    case 'unreachable':
      return `cannot reach ${error.host}: ${error.detail}`;
    case 'unexpected_answer':
      return `no gateway answers there: ${error.detail} (status ${error.status})`;
    case 'refused': {
      const { reason = error.error, decisionId, likelyCause } = error;
      const cause = likelyCause === undefined ? '' : `: ${describeCause(likelyCause)}`;
      const decision = decisionId === undefined ? '' : ` (decision ${code(decisionId)})`;
      return `the gateway refused: ${code(reason)}${cause}${decision}`;
    }
  }
}

/** What this side can tell of why, as a clause. */
export function describeCause(cause: LikelyCause): string {
  switch (cause.kind) {
    case 'clock':
      return `this machine's clock is ${Math.abs(cause.ahead)} s ${cause.ahead > 0 ? 'ahead of' : 'behind'} the gateway's, which is longer than the token lives: set one of them right`;
    case 'expired':
      return `the platform's token ended ${cause.ago} s ago`;
    case 'not_yet_valid':
      return `the platform's token is dated ${cause.by} s in the future: the platform's clock or the gateway's is wrong`;
    case 'audience':
      return `the platform's token is not for ${cause.asked}`;
  }
}

/** A code that a server sent: without what could be anything else, a token among it. */
function code(text: string): string {
  return /^[\w.-]{1,64}$/.test(text) ? text : 'a code that is none';
}
