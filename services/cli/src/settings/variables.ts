/** Variables of ours that are no settings of the gateway: what `exchange` reads, and what it lets the shell set. */
export const OTHER_VARIABLES: readonly string[] = [
  'CAMBIO_GATEWAY',
  'CAMBIO_SUBJECT_TOKEN',
  'CAMBIO_SUBJECT_TOKEN_FILE',
  'CAMBIO_TOKEN',
];
