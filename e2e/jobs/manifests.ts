import { parse } from 'yaml';
import { z } from 'zod';
import { blocksOf, type Names, rename } from './guide.ts';

/** What the pages use of a container, and no more: what is not here, nothing would run. */
const Container = z.strictObject({
  name: z.string(),
  image: z.string(),
  restartPolicy: z.literal('Always').optional(),
  command: z.array(z.string()),
  args: z.array(z.string()).default([]),
  env: z.array(z.strictObject({ name: z.string(), value: z.string() })).default([]),
  volumeMounts: z.array(
    z.strictObject({ name: z.string(), mountPath: z.string(), readOnly: z.boolean().optional() }),
  ),
  startupProbe: z
    .strictObject({
      exec: z.strictObject({ command: z.array(z.string()) }),
      periodSeconds: z.int(),
      failureThreshold: z.int(),
    })
    .optional(),
});
export type Container = z.infer<typeof Container>;

const ServiceAccountToken = z.strictObject({
  audience: z.string(),
  expirationSeconds: z.int().min(600),
  path: z.literal('token'),
});

const Volume = z.union([
  z.strictObject({
    name: z.string(),
    projected: z.strictObject({
      sources: z.tuple([z.strictObject({ serviceAccountToken: ServiceAccountToken })]),
    }),
  }),
  z.strictObject({ name: z.string(), emptyDir: z.strictObject({ medium: z.literal('Memory') }) }),
]);

const Pod = z.strictObject({
  serviceAccountName: z.literal('deployer'),
  restartPolicy: z.literal('Never').optional(),
  securityContext: z
    .strictObject({ runAsNonRoot: z.literal(true), runAsUser: z.int(), fsGroup: z.int() })
    .optional(),
  initContainers: z.array(Container).default([]),
  containers: z.tuple([Container]),
  volumes: z.array(Volume),
});
export type Pod = z.infer<typeof Pod>;

const Workload = z.object({ spec: z.object({ template: z.object({ spec: Pod }) }) });

/** The manifests of the page, as text, by the heading they stand under. */
export function manifests(): ReadonlyMap<string, string> {
  return new Map(blocksOf('kubernetes', 'yml').map(({ section, text }) => [section, text]));
}

/** The pods of the workload under a heading. Refuses what the schema above does not know. */
export function podOf(section: string, names: Names): Pod {
  return Workload.parse(parse(rename(manifests().get(section) ?? '', names))).spec.template.spec;
}
