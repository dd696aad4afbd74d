import type { Diagnostic } from '@cambio/policy';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { readStatus } from '../../api/status.ts';
import { findingsByDocument, withGateways } from './findings.ts';
import type { OpenTrust } from './trust-query.ts';

/** What is found in the documents in force: by the compiler of this page, and by the gateway, by document. */
export function useFindings({
  diagnostics,
}: Pick<OpenTrust, 'diagnostics'>): ReadonlyMap<string, readonly Diagnostic[]> {
  const status = useQuery(readStatus());
  const warnings = status.data?.warnings;
  return useMemo(
    () => findingsByDocument(withGateways(diagnostics, warnings ?? [])),
    [diagnostics, warnings],
  );
}
