import type { Target } from '@cambio/client';
import { err, ok, parseScope, type Result } from '@cambio/oauth';
import type { Runner } from './runner.ts';
import type { Annotation } from './workflow-commands.ts';

/** What the workflow's author asks for. */
export interface Inputs {
  readonly gateway: string;
  readonly target: Target;
  /** The variable to export the token as. */
  readonly environment?: string;
}

/** Reads and checks the inputs of the step; the gateway is that of `CAMBIO_GATEWAY` where the input is left out. */
export function readInputs({ input, env }: Pick<Runner, 'input' | 'env'>): Result<Inputs, Annotation> {
  const [audience, mapping, environment] = [input('audience'), input('mapping'), input('environment')];
  // An issuer URL has no slash at its end; people who copy one from a browser do.
  const gateway = (input('gateway') ?? env.CAMBIO_GATEWAY ?? '').replace(/\/$/, '');
  if (!URL.canParse(gateway) || /\s/.test(gateway)) return wrong(`gateway: ${GATEWAY}`);
  if (environment !== undefined && !/^[A-Za-z_]\w*$/.test(environment)) {
    return wrong('environment: take the name of a variable, such as DEPLOY_TOKEN');
  }
  const scopes = parseScopes(input('scope'));
  if (scopes?.ok === false) return wrong('scope: take scopes with white space between, such as deploy:read');
  const target = {
    ...(audience !== undefined && { audience }),
    ...(scopes !== undefined && { scopes: scopes.value }),
    ...(mapping !== undefined && { mapping }),
  };
  return ok({ gateway, target, ...(environment !== undefined && { environment }) });
}

const GATEWAY =
  'give its URL, such as https://sts.acme.example, or set CAMBIO_GATEWAY. ' +
  'A variable of the repository that does not exist is empty, as are secrets in a pull request from a fork';

/** Over several lines too, as people write lists in a workflow. */
function parseScopes(text: string | undefined) {
  return text === undefined ? undefined : parseScope(text.split(/\s+/).join(' '));
}

function wrong(message: string) {
  return err({ title: 'An input cannot be used', message });
}
