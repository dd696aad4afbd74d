import type { LedgerOpenFailure } from '@cambio/ledger';
import type { MarksOpenFailure } from '@cambio/marks';
import type { KeyFileFailure, KeyRingFailure } from '@cambio/mint';
import type { TrustFailure } from './trust/load-trust.ts';

/** Why the gateway did not start. Nothing is left open behind it. */
export type StartFailure =
  | { readonly part: 'ledger'; readonly cause: LedgerOpenFailure }
  | { readonly part: 'marks'; readonly cause: MarksOpenFailure }
  | { readonly part: 'encryption key'; readonly cause: KeyFileFailure }
  | { readonly part: 'signing keys'; readonly cause: KeyRingFailure }
  | { readonly part: 'trust'; readonly cause: TrustFailure }
  | {
      readonly part: 'certificates';
      readonly cause: { readonly reason: 'certificates_unusable'; readonly detail: string };
    }
  | {
      readonly part: 'listener';
      readonly cause: { readonly reason: 'cannot_listen'; readonly address: string; readonly detail: string };
    };
