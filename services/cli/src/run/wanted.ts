import { err, ok, type Result } from '@cambio/oauth';
import { EXIT } from '../exit-code.ts';
import type { Problem } from '../problem.ts';

/** One token that the command is to have, and the variable that leads it there. */
export interface Wanted {
  readonly audience: string;
  readonly variable: string;
}

/** How the command gets a token: in the variable itself, or at the place whose path is in it. */
export type HandOver = 'variable' | 'file' | 'socket';

const USUAL: Readonly<Record<HandOver, string>> = {
  variable: 'CAMBIO_TOKEN',
  file: 'CAMBIO_TOKEN_FILE',
  socket: 'CAMBIO_TOKEN_SOCKET',
};

/** Reads `AUDIENCE` and `AUDIENCE=VARIABLE`; what is behind the last `=` counts where it is the name of a variable. */
export function readWanted(
  audiences: readonly string[],
  variable: string | undefined,
  handOver: HandOver,
): Result<readonly Wanted[], Problem> {
  const wanted = audiences.map((text): Wanted => {
    const [, audience, own] = /^(.+)=([A-Za-z_]\w*)$/.exec(text) ?? [];
    return { audience: audience ?? text, variable: own ?? variable ?? USUAL[handOver] };
  });
  const variables = wanted.map((each) => each.variable);
  const taken = variables.find((each, index) => variables.indexOf(each) !== index);
  if (taken !== undefined) {
    return err({ exit: EXIT.usage, message: `two tokens would be in ${taken}`, hint: SEVERAL });
  }
  return ok(wanted);
}

const SEVERAL =
  'Name a variable for each: --audience deployer=DEPLOYER_TOKEN --audience packages=PACKAGES_TOKEN';
