import type { Workload } from '../../src/workload.ts';

/** What each sample must be read as, by provider and sample; written by hand from the platforms' documentation. */
export const EXPECTED: Readonly<Record<string, Readonly<Record<string, Workload>>>> = {
  'github-actions': {
    'github-actions': {
      key: 'github-actions:repository_id=712345678:environment=production',
      kind: 'job',
      name: 'acme/payments-api (production)',
      tenant: '98765432',
      task: 'github-actions:run_id=17890123456:run_attempt=1',
      source: {
        repository: 'acme/payments-api',
        ref: 'refs/heads/main',
        commit: '5f1c2d9e8b7a60413c5d2e1f0a9b8c7d6e5f4a3b',
      },
    },
    'github-actions-legacy-sub': {
      key: 'github-actions:repository_id=512345601',
      kind: 'job',
      name: 'acme/legacy-web',
      tenant: '98765432',
      task: 'github-actions:run_id=17890123456:run_attempt=1',
      source: {
        repository: 'acme/legacy-web',
        ref: 'refs/heads/main',
        commit: '5f1c2d9e8b7a60413c5d2e1f0a9b8c7d6e5f4a3b',
      },
    },
    'github-actions-pull-request': {
      key: 'github-actions:repository_id=712345678',
      kind: 'job',
      name: 'acme/payments-api',
      tenant: '98765432',
      task: 'github-actions:run_id=17890123456:run_attempt=1',
      source: {
        repository: 'acme/payments-api',
        ref: 'refs/pull/91/merge',
        commit: '5f1c2d9e8b7a60413c5d2e1f0a9b8c7d6e5f4a3b',
      },
    },
    'github-actions-ghes': {
      key: 'github-actions@github.acme.example%2F_services%2Ftoken:repository_id=1042',
      kind: 'job',
      name: 'acme/payments-api',
      tenant: '17',
      task: 'github-actions@github.acme.example%2F_services%2Ftoken:run_id=90211:run_attempt=1',
      source: {
        repository: 'acme/payments-api',
        ref: 'refs/heads/main',
        commit: '5f1c2d9e8b7a60413c5d2e1f0a9b8c7d6e5f4a3b',
      },
    },
    'github-actions-ghe-com': {
      key: 'github-actions@token.actions.acme.ghe.com:repository_id=7044',
      kind: 'job',
      name: 'acme/payments-api',
      tenant: '311',
      task: 'github-actions@token.actions.acme.ghe.com:run_id=17890123456:run_attempt=1',
      source: {
        repository: 'acme/payments-api',
        ref: 'refs/heads/main',
        commit: '5f1c2d9e8b7a60413c5d2e1f0a9b8c7d6e5f4a3b',
      },
    },
  },
  gitlab: {
    gitlab: {
      key: 'gitlab:project_id=45550123:environment=production',
      kind: 'job',
      name: 'acme/platform/payments-api (production)',
      tenant: '8801234',
      task: 'gitlab:pipeline_id=1523400981:job_id=10011223344',
      source: {
        repository: 'acme/platform/payments-api',
        ref: 'refs/heads/main',
        commit: '9c1185a5c5e9fc54612808977ee8f548b2258d31',
      },
    },
    'gitlab-fork-merge-request': {
      key: 'gitlab:project_id=61230077:job_project_id=45550123',
      kind: 'job',
      name: 'mallory/payments-api',
      task: 'gitlab:pipeline_id=1523400981:job_id=10011223344',
      source: {
        repository: 'mallory/payments-api',
        ref: 'refs/heads/main',
        commit: '9c1185a5c5e9fc54612808977ee8f548b2258d31',
      },
    },
    'gitlab-self-managed': {
      key: 'gitlab@gitlab.acme.example:project_id=31:environment=production',
      kind: 'job',
      name: 'acme/platform/payments-api (production)',
      tenant: '9',
      task: 'gitlab@gitlab.acme.example:pipeline_id=20981:job_id=77120',
      source: {
        repository: 'acme/platform/payments-api',
        ref: 'refs/heads/main',
        commit: '9c1185a5c5e9fc54612808977ee8f548b2258d31',
      },
    },
  },
  circleci: {
    circleci: {
      key: 'circleci@oidc.circleci.com%2Forg%2F4f0c1d2e-7a6b-4c5d-9e8f-1a2b3c4d5e6f:project_id=b1946ac9-2492-4d23-8f3c-9a7e6d5c4b3a',
      kind: 'job',
      name: 'github.com/acme/payments-api',
      tenant: '4f0c1d2e-7a6b-4c5d-9e8f-1a2b3c4d5e6f',
      task: 'circleci@oidc.circleci.com%2Forg%2F4f0c1d2e-7a6b-4c5d-9e8f-1a2b3c4d5e6f:workflow_id=c0ffee00-1111-4222-8333-444455556666:job_id=5a4b3c2d-1e0f-4a9b-8c7d-6e5f4a3b2c1d',
      source: { repository: 'github.com/acme/payments-api', ref: 'refs/heads/main' },
    },
    'circleci-root-issuer': {
      key: 'circleci@oidc.circleci.com:project_id=b1946ac9-2492-4d23-8f3c-9a7e6d5c4b3a',
      kind: 'job',
      name: 'github.com/acme/payments-api',
      tenant: '4f0c1d2e-7a6b-4c5d-9e8f-1a2b3c4d5e6f',
      task: 'circleci@oidc.circleci.com:workflow_id=c0ffee00-1111-4222-8333-444455556666:job_id=5a4b3c2d-1e0f-4a9b-8c7d-6e5f4a3b2c1d',
      source: { repository: 'github.com/acme/payments-api', ref: 'refs/heads/main' },
    },
  },
  buildkite: {
    buildkite: {
      key: 'buildkite:pipeline_id=0184aa11-99cc-4dd8-9ee7-001122334455',
      kind: 'job',
      name: 'acme/payments-api',
      tenant: '0184aa11-22bb-4c33-8d44-ee55ff667788',
      task: 'buildkite:job_id=0192f0aa-4b1c-4c77-9d21-5f3a6e7b8c90',
      source: { ref: 'refs/tags/v4.2.0', commit: '1f2e3d4c5b6a79880716253443526170f9e8d7c6' },
    },
    'buildkite-subject-claim': {
      key: 'buildkite:pipeline_id=0184aa11-99cc-4dd8-9ee7-001122334455',
      kind: 'job',
      name: 'acme/payments-api',
      task: 'buildkite:job_id=0192f0aa-4b1c-4c77-9d21-5f3a6e7b8c90',
      source: { ref: 'refs/tags/v4.2.0', commit: '1f2e3d4c5b6a79880716253443526170f9e8d7c6' },
    },
  },
  bitbucket: {
    bitbucket: {
      key: 'bitbucket@api.bitbucket.org%2F2.0%2Fworkspaces%2Facme%2Fpipelines-config%2Fidentity%2Foidc:repositoryUuid=%7B3f9d8c7b-6a5e-4d4c-8b3a-2f1e0d9c8b7a%7D:deploymentEnvironmentUuid=%7B5e6f7a8b-9c0d-4e1f-a2b3-c4d5e6f7a8b9%7D',
      kind: 'job',
      name: '{0a1b2c3d-4e5f-4061-8273-948596a7b8c9}/{3f9d8c7b-6a5e-4d4c-8b3a-2f1e0d9c8b7a}',
      tenant: '{0a1b2c3d-4e5f-4061-8273-948596a7b8c9}',
      task: 'bitbucket@api.bitbucket.org%2F2.0%2Fworkspaces%2Facme%2Fpipelines-config%2Fidentity%2Foidc:pipelineUuid=%7B6b7c8d9e-0f1a-4b2c-9d3e-4f5a6b7c8d9e%7D:stepUuid=%7B91a2b3c4-d5e6-4f70-8a9b-0c1d2e3f4a5b%7D',
      source: { repository: '{3f9d8c7b-6a5e-4d4c-8b3a-2f1e0d9c8b7a}', ref: 'main' },
    },
  },
  'azure-devops': {
    'azure-devops': {
      key: 'azure-devops@vstoken.dev.azure.com%2F6c1f0d2e-3b4a-4c5d-8e9f-a0b1c2d3e4f5:prj_id=9a8b7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d:def_id=37',
      kind: 'job',
      name: 'p://acme/Payments/deploy-prod',
      tenant: '6c1f0d2e-3b4a-4c5d-8e9f-a0b1c2d3e4f5',
      task: 'azure-devops@vstoken.dev.azure.com%2F6c1f0d2e-3b4a-4c5d-8e9f-a0b1c2d3e4f5:run_id=91234',
      source: {
        repository: 'https://github.com/acme/payments-api',
        ref: 'refs/heads/main',
        commit: '7b6a5c4d3e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b',
      },
    },
    'azure-devops-service-connection': {
      key: 'azure-devops@vstoken.dev.azure.com%2F6c1f0d2e-3b4a-4c5d-8e9f-a0b1c2d3e4f5:sub=sc%3A%2F%2Facme%2FPayments%2Fprod-subscription',
      kind: 'job',
      name: 'sc://acme/Payments/prod-subscription',
    },
    'azure-devops-entra-issued': {
      key: 'azure-devops@login.microsoftonline.com%2F1f2e3d4c-5b6a-4798-8a9b-0c1d2e3f4a5b%2Fv2.0:sub=%2Feid1%2Fc%2Fpub%2Ft%2FTD0uH2pbmEeKmwwdLj9KWw%2Fa%2FAbCdEfGhIjKlMnOpQrStUv%2Fsc%2F6c1f0d2e-3b4a-4c5d-8e9f-a0b1c2d3e4f5%2F2b3c4d5e-6f70-4819-a2b3-c4d5e6f70812',
      kind: 'job',
      name: '/eid1/c/pub/t/TD0uH2pbmEeKmwwdLj9KWw/a/AbCdEfGhIjKlMnOpQrStUv/sc/6c1f0d2e-3b4a-4c5d-8e9f-a0b1c2d3e4f5/2b3c4d5e-6f70-4819-a2b3-c4d5e6f70812',
    },
  },
  'terraform-cloud': {
    'terraform-cloud': {
      key: 'terraform-cloud:terraform_workspace_id=ws-Qq11Ww22Ee33Rr44',
      kind: 'job',
      name: 'acme/payments-prod',
      tenant: 'org-Ab12Cd34Ef56Gh78',
      task: 'terraform-cloud:terraform_run_id=run-Mm55Nn66Bb77Vv88',
    },
    'terraform-cloud-stack': {
      key: 'terraform-cloud:terraform_stack_id=st-Kk99Ll88Jj77Hh66:terraform_stack_deployment_name=prod',
      kind: 'job',
      name: 'acme/edge/prod',
      tenant: 'org-Ab12Cd34Ef56Gh78',
      task: 'terraform-cloud:terraform_plan_id=plan-Gg44Ff33Dd22Ss11',
    },
    'terraform-cloud-module-test': {
      key: 'terraform-cloud:terraform_organization_id=org-Ab12Cd34Ef56Gh78:sub=organization%3Aacme%3Amodule%3Aterraform-aws-vpc%3Aoperation%3Atest_run',
      kind: 'job',
      name: 'acme/organization:acme:module:terraform-aws-vpc:operation:test_run',
      tenant: 'org-Ab12Cd34Ef56Gh78',
      task: 'terraform-cloud:terraform_run_id=trun-Pp12Oo34Ii56Uu78',
    },
  },
  spacelift: {
    spacelift: {
      key: 'spacelift@acme.app.spacelift.io:spaceId=production-01J8ACME00000000000000000X:callerType=stack:callerId=payments-infra',
      kind: 'job',
      name: 'production-01J8ACME00000000000000000X/payments-infra',
      task: 'spacelift@acme.app.spacelift.io:runId=01J8ACME0000000000000000RN',
    },
  },
  jenkins: {
    jenkins: {
      key: 'jenkins@jenkins.acme.example%2Foidc:sub=https%3A%2F%2Fjenkins.acme.example%2Fjob%2Fpayments-api%2Fjob%2Fmain%2F',
      kind: 'job',
      name: 'https://jenkins.acme.example/job/payments-api/job/main/',
      task: 'jenkins@jenkins.acme.example%2Foidc:sub=https%3A%2F%2Fjenkins.acme.example%2Fjob%2Fpayments-api%2Fjob%2Fmain%2F:build_number=318',
    },
  },
  codefresh: {
    codefresh: {
      key: 'codefresh:pipeline_id=65bb00112233445566778899',
      kind: 'job',
      name: 'acme/payments/deploy',
      tenant: '65aa00112233445566778899',
      task: 'codefresh:workflow_id=65cc00112233445566778899',
      source: { repository: 'https://github.com/acme/payments-api', ref: 'main' },
    },
  },
  semaphore: {
    semaphore: {
      key: 'semaphore@acme.semaphoreci.com:prj_id=1d2c3b4a-5f6e-4d7c-8b9a-0f1e2d3c4b33',
      kind: 'job',
      name: 'acme/payments-api',
      tenant: '7c6b5a49-3827-4615-8f4e-3d2c1b0a9f34',
      task: 'semaphore@acme.semaphoreci.com:wf_id=9f8e7d6c-5b4a-4938-8271-60f5e4d3c235:job_id=f0e1d2c3-b4a5-4697-8889-7a6b5c4d3e37',
      source: { repository: 'acme/payments-api', ref: 'refs/heads/main' },
    },
  },
  kubernetes: {
    kubernetes: {
      key: 'kubernetes@kubernetes.default.svc.cluster.local:serviceaccount_uid=4f3db20b-5e7f-4081-9293-a4b5c6d7e822',
      kind: 'pod',
      name: 'payments/deployer',
      task: 'kubernetes@kubernetes.default.svc.cluster.local:pod_uid=3e2ca1fa-4d6e-4f70-8182-93a4b5c6d721',
    },
    'kubernetes-default-mount': {
      key: 'kubernetes@kubernetes.default.svc.cluster.local:serviceaccount_uid=4f3db20b-5e7f-4081-9293-a4b5c6d7e822',
      kind: 'pod',
      name: 'payments/deployer',
      task: 'kubernetes@kubernetes.default.svc.cluster.local:pod_uid=3e2ca1fa-4d6e-4f70-8182-93a4b5c6d721',
    },
    'kubernetes-gke': {
      key: 'kubernetes@container.googleapis.com%2Fv1%2Fprojects%2Facme-prod%2Flocations%2Feurope-west1%2Fclusters%2Fedge:serviceaccount_uid=7e6d5c4b-3a29-4180-9f7e-6d5c4b3a2918',
      kind: 'pod',
      name: 'payments/deployer',
      task: 'kubernetes@container.googleapis.com%2Fv1%2Fprojects%2Facme-prod%2Flocations%2Feurope-west1%2Fclusters%2Fedge:pod_uid=5d4c3b2a-1908-4f7e-8d6c-5b4a3f2e1d17',
    },
    'kubernetes-eks-irsa': {
      key: 'kubernetes@oidc.eks.eu-west-1.amazonaws.com%2Fid%2FA1B2C3D4E5F60718293A4B5C6D7E8F90:serviceaccount_uid=4f3db20b-5e7f-4081-9293-a4b5c6d7e822',
      kind: 'pod',
      name: 'payments/deployer',
      task: 'kubernetes@oidc.eks.eu-west-1.amazonaws.com%2Fid%2FA1B2C3D4E5F60718293A4B5C6D7E8F90:pod_uid=3e2ca1fa-4d6e-4f70-8182-93a4b5c6d721',
    },
    'kubernetes-eks-pod-identity': {
      key: 'kubernetes@oidc.eks.eu-west-1.amazonaws.com%2Fid%2FA1B2C3D4E5F60718293A4B5C6D7E8F90:serviceaccount_uid=4f3db20b-5e7f-4081-9293-a4b5c6d7e822',
      kind: 'pod',
      name: 'payments/deployer',
      task: 'kubernetes@oidc.eks.eu-west-1.amazonaws.com%2Fid%2FA1B2C3D4E5F60718293A4B5C6D7E8F90:pod_uid=3e2ca1fa-4d6e-4f70-8182-93a4b5c6d721',
    },
    'kubernetes-aks': {
      key: 'kubernetes@westeurope.oic.prod-aks.azure.com%2F1f2e3d4c-5b6a-4798-8a9b-0c1d2e3f4a5b%2Fe1f20a3b-4c5d-4e6f-8a7b-9c0d1e2f3a30%2F:serviceaccount_uid=4f3db20b-5e7f-4081-9293-a4b5c6d7e822',
      kind: 'pod',
      name: 'payments/deployer',
      task: 'kubernetes@westeurope.oic.prod-aks.azure.com%2F1f2e3d4c-5b6a-4798-8a9b-0c1d2e3f4a5b%2Fe1f20a3b-4c5d-4e6f-8a7b-9c0d1e2f3a30%2F:pod_uid=3e2ca1fa-4d6e-4f70-8182-93a4b5c6d721',
    },
  },
  spiffe: {
    spiffe: {
      key: 'spiffe@oidc.spire.acme.example:sub=spiffe%3A%2F%2Fprod.acme.example%2Fns%2Fpayments%2Fsa%2Fdeployer',
      kind: 'workload',
      name: 'spiffe://prod.acme.example/ns/payments/sa/deployer',
      tenant: 'prod.acme.example',
    },
  },
  aws: {
    aws: {
      key: 'aws@7b1e3d5f-9a0c-4e2d-8f6b-4c3a2d1e0f23.tokens.sts.global.api.aws:sub=arn%3Aaws%3Aiam%3A%3A210987654321%3Arole%2Fpayments-deployer',
      kind: 'instance',
      name: 'arn:aws:iam::210987654321:role/payments-deployer',
      tenant: '210987654321',
      task: 'aws@7b1e3d5f-9a0c-4e2d-8f6b-4c3a2d1e0f23.tokens.sts.global.api.aws:ec2_source_instance_arn=arn%3Aaws%3Aec2%3Aeu-west-1%3A210987654321%3Ainstance%2Fi-0acme1234567890ab',
    },
    'aws-lambda': {
      key: 'aws@7b1e3d5f-9a0c-4e2d-8f6b-4c3a2d1e0f23.tokens.sts.global.api.aws:sub=arn%3Aaws%3Aiam%3A%3A210987654321%3Arole%2Fservice-role%2Finvoice-fn',
      kind: 'function',
      name: 'arn:aws:iam::210987654321:role/service-role/invoice-fn',
      tenant: '210987654321',
    },
  },
  azure: {
    azure: {
      key: 'azure@sts.windows.net%2F1f2e3d4c-5b6a-4798-8a9b-0c1d2e3f4a5b%2F:oid=b0c1d2e3-f4a5-4b6c-8d7e-9f0a1b2c3d26',
      kind: 'service',
      name: 'payments-deployer',
      tenant: '1f2e3d4c-5b6a-4798-8a9b-0c1d2e3f4a5b',
    },
    'azure-v2': {
      key: 'azure@login.microsoftonline.com%2F1f2e3d4c-5b6a-4798-8a9b-0c1d2e3f4a5b%2Fv2.0:oid=b0c1d2e3-f4a5-4b6c-8d7e-9f0a1b2c3d26',
      kind: 'instance',
      name: 'runner-1',
      tenant: '1f2e3d4c-5b6a-4798-8a9b-0c1d2e3f4a5b',
    },
  },
  google: {
    google: {
      key: 'google:sub=108234567890123456789',
      kind: 'service',
      name: 'payments-deployer@acme-prod.iam.gserviceaccount.com',
    },
    'google-gce-full': {
      key: 'google:sub=108234567890123456789',
      kind: 'instance',
      name: 'payments-deployer@acme-prod.iam.gserviceaccount.com',
      tenant: 'acme-prod',
      task: 'google:instance_id=4471234567890123456',
    },
  },
  oracle: {
    oracle: {
      key: 'oracle:tenant=idcs-0a1b2c3d4e5f60718293a4b5c6d7e8f9:sub=ocid1.instance.oc1.eu-frankfurt-1.acmeexampleinstance',
      kind: 'instance',
      name: 'ocid1.instance.oc1.eu-frankfurt-1.acmeexampleinstance',
      tenant: 'idcs-0a1b2c3d4e5f60718293a4b5c6d7e8f9',
    },
  },
  vercel: {
    vercel: {
      key: 'vercel@oidc.vercel.com%2Facme:project_id=prj_AcMe9876543210zyxwvuTSRQ:environment=production',
      kind: 'workload',
      name: 'acme/checkout-web (production)',
      tenant: 'team_AcMe0123456789abcdefGHIJ',
    },
    'vercel-exchanged': {
      key: 'vercel@oidc.vercel.com%2Facme:project_id=prj_AcMe9876543210zyxwvuTSRQ:environment=production',
      kind: 'workload',
      name: 'acme/checkout-web (production)',
      tenant: 'team_AcMe0123456789abcdefGHIJ',
    },
  },
  flyio: {
    flyio: {
      key: 'flyio@oidc.fly.io%2Facme:app_id=2214567',
      kind: 'instance',
      name: 'acme/acme-worker',
      tenant: '880123',
      task: 'flyio@oidc.fly.io%2Facme:machine_id=3d8d9e4fa12689',
    },
  },
  vault: {
    vault: {
      key: 'vault@vault.acme.example%3A8200%2Fv1%2Fidentity%2Foidc:sub=6f7e8d9c-0b1a-4293-8485-96a7b8c9da40',
      kind: 'service',
      name: '6f7e8d9c-0b1a-4293-8485-96a7b8c9da40',
    },
    'vault-openbao': {
      key: 'vault@bao.acme.example%3A8200%2Fv1%2Fidentity%2Foidc:sub=70819203-1c2b-43a4-8596-a7b8c9dae142',
      kind: 'service',
      name: '70819203-1c2b-43a4-8596-a7b8c9dae142',
    },
  },
  keycloak: {
    keycloak: {
      key: 'keycloak@sso.acme.example%2Frealms%2Facme:sub=92a3b4c5-d6e7-4f80-91a2-b3c4d5e6f744',
      kind: 'person',
      name: 'jdoe',
    },
    'keycloak-service-account': {
      key: 'keycloak@sso.acme.example%2Frealms%2Facme:sub=c5d6e7f8-091a-42b3-84d5-e6f708192a47',
      kind: 'service',
      name: 'service-account-release-bot',
    },
  },
  okta: {
    okta: {
      key: 'okta@acme.okta.com%2Foauth2%2Fdefault:uid=00u1acmeuser000005d7',
      kind: 'person',
      name: 'jdoe@acme.example',
    },
    'okta-service-app': {
      key: 'okta@acme.okta.com%2Foauth2%2Fdefault:cid=0oa1acmebot0000005d7',
      kind: 'service',
      name: '0oa1acmebot0000005d7',
    },
  },
  entra: {
    entra: {
      key: 'entra@login.microsoftonline.com%2F1f2e3d4c-5b6a-4798-8a9b-0c1d2e3f4a5b%2Fv2.0:oid=3e4f5061-7c8d-4e9f-80b1-2c3d4e5f6049',
      kind: 'person',
      name: 'jdoe@acme.example',
      tenant: '1f2e3d4c-5b6a-4798-8a9b-0c1d2e3f4a5b',
    },
  },
  'cloudflare-access': {
    'cloudflare-access': {
      key: 'cloudflare-access@acme.cloudflareaccess.com:sub=5b6a7c8d-9e0f-4a1b-8c2d-3e4f5a6b7c38',
      kind: 'person',
      name: 'jdoe@acme.example',
    },
    'cloudflare-access-service-token': {
      key: 'cloudflare-access@acme.cloudflareaccess.com:common_name=9e8d7c6b5a4f3e2d1c0b9a8f7e6d5c4b.access',
      kind: 'service',
      name: '9e8d7c6b5a4f3e2d1c0b9a8f7e6d5c4b.access',
    },
  },
  self: {
    self: {
      key: 'self@sts.acme.example:sub=repo%2F712345678%2Fenv%2Fproduction',
      kind: 'workload',
      name: 'repo/712345678/env/production',
    },
  },
  oidc: {
    oidc: {
      key: 'oidc@oidc.buddyusercontent.com:sub=https%3A%2F%2Fapp.buddy.works%2Facme%2Fpayments%2Fpipelines%2Fpipeline%2F45301',
      kind: 'workload',
      name: 'https://app.buddy.works/acme/payments/pipelines/pipeline/45301',
    },
    'oidc-sigstore-dex': {
      key: 'oidc@oauth2.sigstore.dev%2Fauth:sub=CgVhY21lMRImaHR0cHM6Ly9naXRodWIuY29tL2xvZ2luL29hdXRo',
      kind: 'workload',
      name: 'CgVhY21lMRImaHR0cHM6Ly9naXRodWIuY29tL2xvZ2luL29hdXRo',
    },
  },
};
