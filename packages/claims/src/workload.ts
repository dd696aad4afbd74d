/** What a verified token says about the thing that holds it, in one shape for every platform. */
export interface Workload {
  /**
   * Stable name made of immutable ids, every inserted value percent-encoded:
   * `github-actions:repository_id=123456:environment=production`.
   * Where ids are local to an installation the issuer is part of it: `gitlab@gitlab.acme.example:project_id=7`.
   */
  readonly key: string;
  /** What it is: `job`, `pod`, `instance`, `function`, `service`, `person`. */
  readonly kind: WorkloadKind;
  /** For people; may be renamed, never compared. */
  readonly name: string;
  /** The customer of a shared issuer, by immutable id where there is one. */
  readonly tenant?: string;
  /** What ends: a workflow run and attempt, a pipeline job, a pod. Tokens can be revoked when it has. */
  readonly task?: string;
  readonly source?: WorkloadSource;
}

export type WorkloadKind = 'job' | 'pod' | 'instance' | 'function' | 'service' | 'person' | 'workload';

export interface WorkloadSource {
  readonly repository?: string;
  readonly ref?: string;
  readonly commit?: string;
}
