import { SOURCE_NAMES } from '@cambio/client/source-names';
import { Command, Option } from '@commander-js/extra-typings';

export const SOURCE = new Option(
  '--source <name>',
  'the platform to take the token from; else it is looked for',
)
  .choices(SOURCE_NAMES)
  .conflicts(['subjectTokenFile', 'subjectTokenEnv', 'subjectTokenStdin']);

export const SUBJECT_TOKEN_FILE = new Option(
  '--subject-token-file <file>',
  'read the platform token from a file',
);

const SUBJECT_TOKEN_STDIN = new Option('--subject-token-stdin', 'read it from standard input').conflicts([
  'subjectTokenFile',
  'subjectTokenEnv',
]);

export const SUBJECT_TOKEN_ENV = new Option(
  '--subject-token-env <name>',
  'read it from an environment variable',
).conflicts('subjectTokenFile');

export const SUBJECT_TOKEN_AUDIENCE = new Option(
  '--subject-token-audience <audience>',
  "the audience to ask the platform for; the gateway's URL",
);

/** Where the platform's token comes from: of every command that asks a gateway. */
export const PLATFORM_TOKEN = new Command()
  .addOption(SOURCE)
  .addOption(SUBJECT_TOKEN_FILE)
  .addOption(SUBJECT_TOKEN_STDIN)
  .addOption(SUBJECT_TOKEN_ENV)
  .addOption(SUBJECT_TOKEN_AUDIENCE);
