import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { runProgram } from '../gateway/programs.ts';

const ACTION = fileURLToPath(import.meta.resolve('@cambio/action/action.yml'));

const Action = z.object({
  inputs: z.record(z.string(), z.object({ default: z.string().optional() })),
  outputs: z.record(z.string(), z.object({ description: z.string() })),
  runs: z.object({ using: z.literal('node24'), main: z.string(), post: z.string() }),
});

const FILES = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_STATE'] as const;

/** What became of one program of a step. */
export interface StepPart {
  readonly code: number | null;
  /** What the program printed, commands to the runner included. */
  readonly printed: string;
  /** What anybody can read afterwards: without commands, with stars for what was masked until then. */
  readonly log: string;
  /** Errors and warnings, as the page of the run shows them. */
  readonly annotations: readonly string[];
}

/** One step that uses the action. */
export interface Step {
  readonly main: () => Promise<StepPart>;
  readonly post: () => Promise<StepPart>;
  readonly outputs: () => Promise<Readonly<Record<string, string>>>;
  /** What later steps find in their environment. */
  readonly exported: () => Promise<Readonly<Record<string, string>>>;
  readonly close: () => Promise<void>;
}

/** Runs the committed action as GitHub's runner does: inputs, state and files by variables, commands from standard output. */
export async function startStep(
  inputs: Readonly<Record<string, string>>,
  job: Readonly<Record<string, string>>,
): Promise<Step> {
  const action = Action.parse(parse(await readFile(ACTION, 'utf8')));
  refuseUnknown(inputs, action.inputs);
  const folder = await mkdtemp(join(tmpdir(), 'cambio-runner-'));
  const pathOf = (file: (typeof FILES)[number]) => join(folder, file);
  await Promise.all(FILES.map((file) => writeFile(pathOf(file), '')));
  const masks: string[] = [];
  const saved = async (file: (typeof FILES)[number]) => readAssignments(await readFile(pathOf(file), 'utf8'));

  async function runPart(program: string, state: Readonly<Record<string, string>>): Promise<StepPart> {
    const given = Object.entries(action.inputs).map(([name, { default: fallback = '' }]) => [
      `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
      inputs[name] ?? fallback,
    ]);
    const states = Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]);
    const files = FILES.map((file) => [file, pathOf(file)]);
    const { code, stdout, stderr } = await runProgram(process.execPath, [join(dirname(ACTION), program)], {
      env: { ...job, ...Object.fromEntries([...given, ...states, ...files]) },
    });
    return { code, printed: stdout + stderr, ...readLog(stdout + stderr, masks) };
  }

  return {
    main: () => runPart(action.runs.main, {}),
    post: async () => runPart(action.runs.post, await saved('GITHUB_STATE')),
    outputs: async () => refuseUnknown(await saved('GITHUB_OUTPUT'), action.outputs),
    exported: () => saved('GITHUB_ENV'),
    close: () => rm(folder, { recursive: true }),
  };
}

/** The runner warns of an input that is not declared, and drops an output that is not. */
function refuseUnknown<T extends object>(given: T, declared: object): T {
  const unknown = Object.keys(given).filter((name) => !(name in declared));
  if (unknown.length > 0) throw new Error(`the action declares no ${unknown.join(', ')}`);
  return given;
}

/** Line after line: a mask holds for what comes after it, and for nothing before. */
function readLog(printed: string, masks: string[]): Pick<StepPart, 'log' | 'annotations'> {
  const log: string[] = [];
  const annotations: string[] = [];
  for (const line of printed.split('\n')) {
    const [, command, properties = '', data = ''] = /^::([a-z-]+)( [^:]*)?::(.*)$/.exec(line) ?? [];
    if (command === 'add-mask') masks.push(unescaped(data));
    else {
      const shown = hide(command === undefined ? line : unescaped(`${properties.trim()}: ${data}`), masks);
      (command === undefined ? log : annotations).push(shown);
    }
  }
  return { log: log.join('\n'), annotations };
}

function hide(text: string, masks: readonly string[]): string {
  return masks.reduce((shown, secret) => shown.replaceAll(secret, '***'), text);
}

function unescaped(text: string): string {
  return text
    .replaceAll('%2C', ',')
    .replaceAll('%3A', ':')
    .replaceAll('%0A', '\n')
    .replaceAll('%0D', '\r')
    .replaceAll('%25', '%');
}

function readAssignments(text: string): Readonly<Record<string, string>> {
  const lines = text.split('\n').filter((line) => line !== '');
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}
