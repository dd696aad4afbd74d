import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { ROOT } from '../../documents/page.ts';

const Lines = z.union([z.string().transform((line) => [line]), z.array(z.string())]);

/** Of a job or a fragment, what this needs; no other key may be there, since nothing here would obey it. */
const Job = z.strictObject({
  extends: z.string().optional(),
  image: z.string().optional(),
  environment: z.string().optional(),
  id_tokens: z.record(z.string(), z.strictObject({ aud: z.string() })).optional(),
  variables: z.record(z.string(), z.string()).optional(),
  before_script: Lines.optional(),
  script: Lines.optional(),
});
type Job = z.infer<typeof Job>;

const Include = z.strictObject({ component: z.string(), inputs: z.record(z.string(), z.string()) });
const Pipeline = z.object({ include: z.array(Include) }).catchall(Job);

const Spec = z.strictObject({
  spec: z.strictObject({
    inputs: z.record(z.string(), z.strictObject({ description: z.string(), default: z.string().optional() })),
  }),
});

/** A job as GitLab runs it: the component put in, and what it extends merged. */
export function expand(pipeline: unknown, name: string): Job {
  const { include, ...jobs } = Pipeline.parse(pipeline);
  const all = { ...Object.assign({}, ...include.map(instantiate)), ...jobs };
  const job = Job.parse(all[name]);
  const { extends: parent, ...own } = job;
  if (parent === undefined) return job;
  const fragment = Job.parse(all[parent]);
  return { ...fragment, ...own, variables: { ...fragment.variables, ...own.variables } };
}

/** The jobs of a component, by the rules of `spec: inputs`: every input declared, and given where it has no default. */
function instantiate({ component, inputs }: z.infer<typeof Include>): Readonly<Record<string, Job>> {
  const name = /^\$CI_SERVER_FQDN\/[\w/-]+\/([\w-]+)@[\w.]+$/.exec(component)?.[1] ?? '';
  const [header = '', body = ''] = readFileSync(join(ROOT, 'templates', `${name}.yml`), 'utf8').split(
    '\n---\n',
  );
  const declared = Spec.parse(parse(header)).spec.inputs;
  const unknown = Object.keys(inputs).filter((input) => !(input in declared));
  if (unknown.length > 0) throw new Error(`${name} has no input ${unknown.join(', ')}`);
  const filled = body.replaceAll(/\$\[\[ inputs\.([\w-]+) \]\]/g, (_, input: string) => {
    const value = inputs[input] ?? declared[input]?.default;
    if (value === undefined) throw new Error(`${name} is not given its ${input}`);
    return value;
  });
  return z.record(z.string(), Job).parse(parse(filled));
}
