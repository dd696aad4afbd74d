import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { z } from 'zod';
import { findPages, ROOT } from '../documents/page.ts';

const Permissions = z.record(z.string(), z.enum(['read', 'write', 'none']));

const Step = z.looseObject({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).default({}),
});

const Workflow = z.looseObject({
  on: z.record(z.string(), z.unknown()),
  permissions: Permissions,
  jobs: z.record(
    z.string(),
    z.looseObject({
      'runs-on': z.string(),
      'timeout-minutes': z.int(),
      permissions: Permissions.default({}),
      steps: z.array(Step),
    }),
  ),
});

/** What each job may do besides reading. A job that is not here may do nothing. */
const MAY_WRITE: Readonly<Record<string, readonly string[]>> = {
  'release.yml npm': ['id-token'],
  'release.yml image': ['packages', 'id-token', 'attestations'],
  'release.yml github': ['contents', 'id-token', 'attestations'],
};

/** Whatever somebody from outside may start, or may put text into. */
const OF_STRANGERS = ['pull_request_target', 'workflow_run', 'issue_comment', 'issues'];

const workflows = findPages('.github/workflows/*.yml').map((path) => {
  const text = readFileSync(join(ROOT, path), 'utf8');
  return { ...Workflow.parse(parse(text)), name: basename(path), text };
});

/** What the system the workflows run on has already. */
const OF_THE_RUNNER = ['chromium', 'kubernetes-client', 'systemd'];

describe('what the workflows install', () => {
  it('is every package that a test against a peer asks for', () => {
    const installed = readFileSync(join(ROOT, '.ci/install-peers'), 'utf8').split(/[\s\\]+/);
    const sources = findPages('e2e/{browser,peers}/**/*.ts', 'packages/testkit/src/daemons/**/*.ts')
      .map((path) => readFileSync(join(ROOT, path), 'utf8'))
      .join('\n');
    const asked = [...sources.matchAll(/require(?:Program|File)\(.+, '([a-z0-9.-]+)'\)/g)].map(
      ([, name]) => name,
    );
    expect(asked).to.include('apache2');
    expect([...installed, ...OF_THE_RUNNER]).to.include.members(asked);
  });
});

describe('the workflow', () => {
  it('has one commit of each action, wherever it is used', () => {
    const used = workflows.flatMap(({ text }) => text.match(/actions\/[a-z-]+@[0-9a-f]+ # \S+/g) ?? []);
    const actions = new Set(used.map((each) => each.split('@')[0]));
    expect(new Set(used).size).to.equal(actions.size);
  });

  it('is one of those that are known here', () => {
    expect(workflows.map(({ name }) => name)).to.deep.equal(['ci.yml', 'release.yml']);
  });

  for (const { name, text, on, permissions, jobs } of workflows) {
    const steps = Object.values(jobs).flatMap((job) => job.steps);

    it(`${name} is started by nothing that strangers choose`, () => {
      for (const event of OF_STRANGERS) expect(on).not.to.have.property(event);
    });

    it(`${name} lets jobs write what they are known to write, and no more`, () => {
      expect(Object.values(permissions)).not.to.include('write');
      for (const [job, { permissions: own }] of Object.entries(jobs)) {
        const written = Object.keys(own).filter((scope) => own[scope] === 'write');
        expect(written, job).to.have.members([...(MAY_WRITE[`${name} ${job}`] ?? [])]);
      }
    });

    it(`${name} uses actions by their commits, and says which version that is`, () => {
      const lines = text.split('\n').filter((line) => /^\s*- uses:/.test(line));
      expect(lines).to.have.length(steps.filter(({ uses }) => uses !== undefined).length);
      for (const line of lines)
        expect(line).to.match(/uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    });

    it(`${name} leaves no credential in a clone`, () => {
      for (const step of steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))) {
        expect(step.with).to.include({ 'persist-credentials': false });
      }
    });

    it(`${name} puts nothing into the text of a script, and knows no stored secret`, () => {
      for (const { run } of steps) expect(run ?? '').not.to.contain('${' + '{');
      expect(text).not.to.match(/\bsecrets\./);
    });

    it(`${name} fetches programs by an exact version`, () => {
      const scripts = steps.flatMap(({ run }) => run ?? []).join('\n');
      for (const [named] of scripts.matchAll(/\bnpx --yes \S+/g)) expect(named).to.match(/@\d+\.\d+\.\d+$/);
      // What buildx would otherwise take is whatever its tag is that day.
      for (const [line] of scripts.matchAll(/^.*docker buildx create.*$/gm))
        expect(line).to.match(/ --driver-opt image=\S+:v\d+\.\d+\.\d+$/);
      for (const [, generator] of scripts.matchAll(/--sbom (\S+)/g))
        expect(generator).to.match(/^generator=\S+:\d+\.\d+\.\d+$/);
    });

    it(`${name} runs on a known system, for a bounded time`, () => {
      for (const job of Object.values(jobs)) {
        expect(job['runs-on']).to.match(/^ubuntu-\d+\.\d+$/);
        expect(job['timeout-minutes']).to.be.at.most(30);
      }
    });
  }
});
