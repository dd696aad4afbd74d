import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { suggestionFor } from '../../../api/mappings.ts';
import { Loaded } from '../../../parts/loaded.tsx';
import { Workbench } from '../edit/workbench.tsx';
import type { OpenTrust } from '../trust-query.ts';

interface OpenNarrowerProps {
  readonly mapping: string;
  /** As it is in force. */
  readonly text: string;
  readonly trust: OpenTrust;
}

/** The editor with the narrower mapping that the gateway suggests, to be looked at, changed and saved as any other change. */
export function OpenNarrower({ mapping, text, trust }: OpenNarrowerProps) {
  const [asked] = useState(trust.revision);
  const suggestion = useQuery({
    ...suggestionFor(mapping, asked),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Loaded query={suggestion}>
      {(suggested) => (
        <Workbench name={{ kind: 'Mapping', id: mapping }} text={text} start={suggested.text} trust={trust} />
      )}
    </Loaded>
  );
}
