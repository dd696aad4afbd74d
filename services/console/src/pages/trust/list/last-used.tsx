import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { admin } from '../../../api/admin.ts';
import { answered } from '../../../api/answered.ts';
import { Time } from '../../../parts/time.tsx';
import { useRefusal } from '../../../session/use-session.ts';

/** Milliseconds that a row has to stay for, so that nobody is asked about what only passes by. */
const STAYS = 250;

/** When a mapping last granted something, by the decisions recorded. */
export function LastUsed({ mapping }: { readonly mapping: string }) {
  const refusal = useRefusal('decisions:read');
  const [hasStayed, setStayed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setStayed(true), STAYS);
    return () => clearTimeout(timer);
  }, []);
  const { data, isError } = useQuery({
    queryKey: ['last-used', mapping],
    queryFn: () =>
      answered(admin.GET('/decisions', { params: { query: { mapping, outcome: 'allow', limit: 1 } } })),
    staleTime: 60_000,
    enabled: hasStayed && refusal === undefined,
  });
  if (refusal !== undefined) return <span title={refusal}>not shown</span>;
  if (isError) return <span title="This could not be read.">unknown</span>;
  if (data === undefined) return <span aria-hidden="true">·</span>;
  const [last] = data.decisions;
  return last === undefined ? 'never' : <Time at={last.at} />;
}
