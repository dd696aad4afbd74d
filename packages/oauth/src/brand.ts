declare const brand: unique symbol;

/** A string that must not be mistaken for another kind of string, although both are text at run time. */
export type Brand<Name extends string> = string & { readonly [brand]: Name };

/** A decision's id: names one audit record, is told to the caller, and is the `txn` of the issued token. */
export type DecisionId = Brand<'DecisionId'>;

/** Lower-case hex SHA-256 of a credential: how a credential is named wherever it must not be kept. */
export type Digest = Brand<'Digest'>;

/** Seconds since the epoch, whole. */
export type EpochSeconds = number;
