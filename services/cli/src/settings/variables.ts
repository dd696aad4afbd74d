/** Variables of ours that are no settings of the gateway: what jobs are told by, what `exchange` and `run` set, and what a worker is told by. */
export const OTHER_VARIABLES: readonly string[] = [
  'CAMBIO_GATEWAY',
  'CAMBIO_ID_TOKEN',
  'CAMBIO_SUBJECT_TOKEN',
  'CAMBIO_SUBJECT_TOKEN_FILE',
  'CAMBIO_SUBJECT_TOKEN_COMMAND',
  'CAMBIO_TOKEN',
  'CAMBIO_TOKEN_FILE',
  'CAMBIO_TOKEN_SOCKET',
  'CAMBIO_WORKER',
  'CAMBIO_WORKER_REPLACEMENT',
];
