import type { JsonObject } from '@cambio/oauth';
import type { MappingDocument, SourceText, TrustDocument } from '@cambio/policy';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { admin } from '../../api/admin.ts';
import { answered } from '../../api/answered.ts';
import type { Opened } from '../../compiler/compiler.ts';
import { type RemoteCompiler, startCompiler } from '../../compiler/start-compiler.ts';
import { readClock } from '../../parts/clock.ts';

/** The documents in force, read by the compiler of this page. */
export interface OpenTrust extends Opened {
  /** Of the very documents and settings: what was made of others is not up to date. */
  readonly key: string;
  readonly revision: string;
  readonly files: readonly SourceText[];
  readonly mappings: readonly MappingDocument[];
  readonly issuers: readonly Extract<TrustDocument, { kind: 'Issuer' }>[];
  readonly targets: readonly Extract<TrustDocument, { kind: 'Target' }>[];
  /** Why nothing can be changed here; absent where it can. */
  readonly readOnly: string | undefined;
  /** How many others have to approve a change. */
  readonly approvals: number;
  /** The compiler, with these documents open. */
  readonly compiler: RemoteCompiler;
}

export function useTrust(): UseQueryResult<OpenTrust> {
  return useQuery({ queryKey: ['trust'], queryFn: openTrust, staleTime: 15_000 });
}

let compiler: RemoteCompiler | undefined;
let last: OpenTrust | undefined;

/** The same value again while the revision is the same. */
async function openTrust(): Promise<OpenTrust> {
  const [status, trust] = await Promise.all([answered(admin.GET('/status')), answered(admin.GET('/trust'))]);
  const { issuer, tokens, source, approvals } = status;
  // The gateway's settings are another only after it was started again: rare, and what they are made of is small.
  const key = JSON.stringify([trust.revision, approvals, trust.configured]);
  if (last?.key === key) return last;
  compiler ??= startCompiler();
  const opened = await compiler.open(
    { files: trust.files, configured: trust.configured as JsonObject[], gateway: { issuer, ...tokens } },
    Math.floor(readClock() / 1000),
  );
  last = {
    ...opened,
    key,
    revision: trust.revision,
    files: trust.files,
    mappings: opened.documents.filter((document) => document.kind === 'Mapping'),
    issuers: opened.documents.filter((document) => document.kind === 'Issuer'),
    targets: opened.documents.filter((document) => document.kind === 'Target'),
    readOnly: source === 'directory' ? READ_ONLY : undefined,
    approvals,
    compiler,
  };
  return last;
}

const READ_ONLY =
  'This gateway takes its trust from a directory (trust.source: directory): change the files there, as your review of ' +
  'them wants it. What is tried here is not saved.';
