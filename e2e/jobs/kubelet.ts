import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { KubernetesPlatform } from '@cambio/testkit';
import { type Finished, runProgram } from '../gateway/programs.ts';
import type { Container, Pod } from './manifests.ts';

/** A pod whose volumes are there, and whose init containers have run. */
export interface RunningPod {
  /** Runs its one container to the end. */
  readonly run: () => Promise<Finished>;
  /** Ends its sidecars, and waits until they have. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts a pod as the kubelet does, in processes instead of containers: volumes are folders below `folder`, to which the paths of
 * the manifest lead; init containers run one after another, and a sidecar is waited for until its startup probe succeeds.
 *
 * @param env what is in every image: the path, and in it the command line
 */
export async function startPod(
  pod: Pod,
  cluster: KubernetesPlatform,
  { folder, env }: { readonly folder: string; readonly env: Readonly<Record<string, string>> },
): Promise<RunningPod> {
  for (const volume of pod.volumes) {
    const directory = join(folder, volume.name);
    await mkdir(directory);
    if ('projected' in volume) {
      await cluster.mountToken(directory, volume.projected.sources[0].serviceAccountToken);
    }
  }

  /** The paths of a container are folders of this machine. */
  const placed = (text: string, { volumeMounts }: Container) =>
    volumeMounts.reduce((path, { name, mountPath }) => path.replaceAll(mountPath, join(folder, name)), text);
  const wordsOf = (container: Container, words: readonly string[]) => {
    const [program = '', ...args] = words.map((word) => placed(word, container));
    return [program, args] as const;
  };
  const environmentOf = (container: Container) => ({
    ...env,
    ...Object.fromEntries(container.env.map(({ name, value }) => [name, placed(value, container)])),
  });
  const runContainer = (container: Container, words = [...container.command, ...container.args]) =>
    runProgram(...wordsOf(container, words), { env: environmentOf(container), folder });

  const sidecars: ChildProcess[] = [];
  for (const container of pod.initContainers) {
    if (container.restartPolicy === undefined) {
      const { code, stderr } = await runContainer(container);
      if (code !== 0) throw new Error(`${container.name} ended with ${code}: ${stderr}`);
    } else {
      const words = wordsOf(container, [...container.command, ...container.args]);
      const sidecar = spawn(...words, { cwd: folder, env: environmentOf(container), stdio: 'inherit' });
      process.once('exit', () => sidecar.kill('SIGKILL'));
      sidecars.push(sidecar);
      const probe = container.startupProbe?.exec.command ?? ['true'];
      while ((await runContainer(container, probe)).code !== 0) {
        if (sidecar.exitCode !== null) throw new Error(`${container.name} ended with ${sidecar.exitCode}`);
      }
    }
  }
  return {
    run: () => runContainer(pod.containers[0]),
    stop: async () => {
      for (const sidecar of sidecars) {
        const ended = once(sidecar, 'exit');
        sidecar.kill('SIGTERM');
        await ended;
      }
    },
  };
}
