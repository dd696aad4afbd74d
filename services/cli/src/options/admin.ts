import { Command, Option } from '@commander-js/extra-typings';
import { GATEWAY } from './gateway.ts';
import { PLATFORM_TOKEN } from './platform-token.ts';
import { withOptions } from './with-options.ts';

const LOG_IN = new Option(
  '--log-in [way]',
  'as yourself, not as a platform: with the browser here, or by a code with any other',
)
  .choices(['browser', 'code'] as const)
  .preset('browser' as const)
  .conflicts(['subjectTokenFile', 'subjectTokenStdin', 'subjectTokenEnv', 'source']);

/** Who asks the admin API, a job or a person: of commands that need not ask it. */
export const WHO_ASKS = withOptions(new Command(), PLATFORM_TOKEN).addOption(LOG_IN);

/** Whose admin API is asked, and who asks: of every command that needs it. */
export const ADMIN = withOptions(new Command().addOption(GATEWAY), WHO_ASKS);
