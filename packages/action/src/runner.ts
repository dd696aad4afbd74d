import type { Environment } from '@cambio/client';
import { type Annotation, annotate, assign, mask } from './workflow-commands.ts';

/** What the runner gives a step, and what it takes from one. */
export interface Runner {
  readonly env: Environment;
  /** An input of the step; `undefined` where it is empty, which is how the runner puts one that was left out. */
  readonly input: (name: string) => string | undefined;
  /** From here on the log shows stars wherever the text is. */
  readonly mask: (text: string) => void;
  readonly say: (remark: string) => void;
  readonly error: (annotation: Annotation) => void;
  readonly warning: (annotation: Annotation) => void;
  readonly setOutput: (name: string, value: string) => void;
  /** For the steps that follow. */
  readonly exportVariable: (name: string, value: string) => void;
  /** For the step's own end. */
  readonly saveState: (name: string, value: string) => void;
  readonly state: (name: string) => string | undefined;
}

/** What a runner is reached through. */
export interface RunnerIo {
  readonly env: Environment;
  readonly print: (line: string) => void;
  readonly append: (path: string, text: string) => void;
}

/** Throws where a file is not named that the runner always names: before anything is asked for, rather than with a token at hand. */
export function createRunner({ env, print, append }: RunnerIo): Runner {
  const file = (variable: string) => {
    const path = env[variable];
    if (path === undefined) throw new TypeError(`${variable} is not set: this is no step of GitHub Actions`);
    return (name: string, value: string) => append(path, assign(name, value));
  };
  return {
    env,
    input: (name) => env[`INPUT_${name.toUpperCase()}`]?.trim() || undefined,
    mask: (text) => print(mask(text)),
    say: print,
    error: (annotation) => print(annotate('error', annotation)),
    warning: (annotation) => print(annotate('warning', annotation)),
    setOutput: file('GITHUB_OUTPUT'),
    exportVariable: file('GITHUB_ENV'),
    saveState: file('GITHUB_STATE'),
    state: (name) => env[`STATE_${name}`] || undefined,
  };
}
