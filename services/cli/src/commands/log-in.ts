import { Option } from '@commander-js/extra-typings';

/** For people: an option of every command that asks the admin API. */
export const LOG_IN = new Option(
  '--log-in [way]',
  'as yourself, not as a platform: with the browser here, or by a code with any other',
)
  .choices(['browser', 'code'] as const)
  .preset('browser' as const)
  .conflicts(['subjectTokenFile', 'subjectTokenStdin', 'subjectTokenEnv', 'source']);
