import { Compute } from 'google-auth-library';

/** What runs on an instance of Google Cloud: prints the identity token it gets for the audience in its argument. */
const [audience = ''] = process.argv.slice(2);
process.stdout.write(await new Compute().fetchIdToken(audience));
