import { context, immutable, registeredClaims, renameable } from '../claim-fact.ts';
import { defineProfile } from '../define-profile.ts';
import { workloadName } from '../workload-name.ts';

const PUBLIC_ISSUER = 'https://app.terraform.io';

const SHARED_ISSUERS: readonly string[] = [PUBLIC_ISSUER, 'https://app.eu.terraform.io'];

/**
 * HCP Terraform and Terraform Enterprise: runs of workspaces, deployments of stacks, and module tests, which have an
 * organisation and nothing below it. One token lasts a whole plan or apply and everything in the run can read it,
 * so it is good for one exchange.
 */
export const terraformCloud = defineProfile({
  provider: 'terraform-cloud',
  title: 'HCP Terraform',
  issuer: PUBLIC_ISSUER,
  isShared: (issuer) => SHARED_ISSUERS.includes(issuer),
  tenantPins: [
    'terraform_organization_id',
    'terraform_project_id',
    'terraform_workspace_id',
    'terraform_stack_id',
  ],
  maxLifetime: 86_400,
  replay: 'once',
  claims: {
    ...registeredClaims('nbf', 'jti'),
    sub: renameable({ idOf: 'terraform_workspace_id' }),
    terraform_organization_id: immutable(),
    terraform_organization_name: renameable({ idOf: 'terraform_organization_id' }),
    terraform_project_id: immutable({ optional: true }),
    terraform_project_name: renameable({ idOf: 'terraform_project_id', optional: true }),
    terraform_workspace_id: immutable({ optional: true }),
    terraform_workspace_name: renameable({ idOf: 'terraform_workspace_id', optional: true }),
    terraform_full_workspace: renameable({ idOf: 'terraform_workspace_id', optional: true }),
    terraform_run_id: context({ optional: true }),
    terraform_run_phase: context({ optional: true }),
    terraform_stack_id: immutable({ optional: true }),
    terraform_stack_name: renameable({ idOf: 'terraform_stack_id', optional: true }),
    terraform_stack_deployment_name: renameable({ optional: true }),
    terraform_operation: context({ optional: true }),
    terraform_plan_id: context({ optional: true }),
  },
  events: [
    { claim: 'terraform_run_phase', untrusted: ['plan'], notBeside: 'terraform_stack_id' },
    { claim: 'terraform_operation', untrusted: ['plan'], notBeside: 'terraform_workspace_id' },
  ],
  subjectForms: [
    {
      pattern: /^organization:([^:]+):project:([^:]+):workspace:([^:]+):run_phase:(plan|apply)$/,
      claims: [
        'terraform_organization_name',
        'terraform_project_name',
        'terraform_workspace_name',
        'terraform_run_phase',
      ],
    },
  ],
  requiredClaims: ['terraform_organization_id'],
  describe: (read) => ({
    kind: 'job',
    ids: [
      { terraform_workspace_id: read('terraform_workspace_id') },
      {
        terraform_stack_id: read('terraform_stack_id'),
        terraform_stack_deployment_name: read('terraform_stack_deployment_name'),
      },
      { terraform_organization_id: read('terraform_organization_id'), sub: read('sub') },
    ],
    name: workloadName([
      read('terraform_organization_name'),
      read('terraform_workspace_name') ?? read('terraform_stack_name') ?? read('sub'),
      read('terraform_stack_deployment_name'),
    ]),
    tenant: read('terraform_organization_id'),
    task: read('terraform_run_id')
      ? { terraform_run_id: read('terraform_run_id') }
      : { terraform_plan_id: read('terraform_plan_id') },
  }),
});
