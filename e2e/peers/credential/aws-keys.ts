import { fromProcess } from '@aws-sdk/credential-provider-process';

/** What runs in a job that uses AWS: prints the keys that the SDK finds in the profile. */
process.stdout.write(JSON.stringify(await fromProcess()()));
