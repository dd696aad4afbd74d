import { useQuery } from '@tanstack/react-query';
import { admin } from '../../../api/admin.ts';
import { answered } from '../../../api/answered.ts';
import { Time } from '../../../parts/time.tsx';

interface LastUsedProps {
  readonly mapping: string;
  /** Whether the list rests: nobody is asked for what only passes by. */
  readonly isResting: boolean;
}

/** When a mapping last granted something, by the decisions recorded. */
export function LastUsed({ mapping, isResting }: LastUsedProps) {
  const { data, isError } = useQuery({
    queryKey: ['last-used', mapping],
    queryFn: () =>
      answered(admin.GET('/decisions', { params: { query: { mapping, outcome: 'allow', limit: 1 } } })),
    staleTime: 60_000,
    enabled: isResting,
  });
  if (isError) return <span title="This could not be read.">unknown</span>;
  if (data === undefined) return <span aria-hidden="true">·</span>;
  const [last] = data.decisions;
  return last === undefined ? 'never' : <Time at={last.at} />;
}
