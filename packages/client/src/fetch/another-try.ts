/** What has been tried of one request. Written to by the two functions below, which say whether there is another try. */
export interface Tried {
  readonly method: string;
  times: number;
  /** Whether a nonce was demanded and given. */
  nonce: boolean;
  /** Whether another token was got because one was not taken. */
  renewed: boolean;
}

/** Methods that do the same done twice (RFC 9110 §9.2.2). */
const IDEMPOTENT: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);

/** Another try. */
export interface Again {
  /** Seconds to wait before it. */
  readonly wait: number;
}

const TIMES = 3;

/** Seconds; a server that wants more is not waited for. */
const LONGEST_WAIT = 30;

/**
 * Whether there is another try after an answer; `undefined`: it is the answer. A demand for a nonce (RFC 9449 §9) was
 * made before anything was done, so that any request is sent again. Idempotent ones are, too: once with another token, where
 * the server did not take the first, and twice where it says 429 or 503 and when to come back.
 */
export function afterAnswer(answer: Response, tried: Tried): Again | undefined {
  const { status, headers } = answer;
  const challenge = headers.get('www-authenticate') ?? '';
  if (status === 401 && !tried.nonce && demandsNonce(challenge) && headers.has('dpop-nonce')) {
    tried.nonce = true;
    return { wait: 0 };
  }
  if (!IDEMPOTENT.has(tried.method)) return undefined;
  if (isNotTaken(answer) && !tried.renewed) {
    tried.renewed = true;
    return { wait: 0 };
  }
  const seconds = headers.get('retry-after') ?? '';
  const asked = /^\d{1,9}$/.test(seconds) ? Number(seconds) : Number.POSITIVE_INFINITY;
  const busy = status === 429 || status === 503;
  return busy && tried.times < TIMES && asked <= LONGEST_WAIT ? { wait: asked } : undefined;
}

/** Whether the server did not take the token (RFC 6750 §3.1), so that no other request should have it. */
export function isNotTaken({ status, headers }: Response): boolean {
  return status === 401 && /\berror="invalid_token"/.test(headers.get('www-authenticate') ?? '');
}

/** The same after a request that failed: thrown again where there is no other try. An end that the caller wanted is one. */
export function afterFailure(thrown: unknown, { method, times }: Tried, { aborted }: AbortSignal): Again {
  if (aborted || !IDEMPOTENT.has(method) || times >= TIMES) throw thrown;
  return { wait: times };
}

function demandsNonce(challenge: string): boolean {
  return /\bDPoP\b/i.test(challenge) && /\berror="use_dpop_nonce"/.test(challenge);
}
