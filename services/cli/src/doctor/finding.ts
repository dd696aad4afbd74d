/** What a look at one thing came to. */
export interface Finding {
  /** What was looked at: `ledger`, `issuer github`. */
  readonly about: string;
  readonly state: State;
  /** One sentence, without a full stop. Never a credential. */
  readonly found: string;
  /** What to do about it. */
  readonly advice?: string;
}

/** `warning`: it works, and is worth a look. */
export type State = 'ok' | 'warning' | 'failed';

/** Findings about one thing. */
export function findings(about: string) {
  return {
    ok: (found: string): Finding => ({ about, state: 'ok', found }),
    warning: (found: string, advice: string): Finding => ({ about, state: 'warning', found, advice }),
    failed: (found: string, advice: string): Finding => ({ about, state: 'failed', found, advice }),
  };
}
