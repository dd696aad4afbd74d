import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import './badge.css';

export type Tone = 'allow' | 'deny' | 'warn' | 'plain';

/** A word that says what state something is in. Its colour only repeats what it says. */
export function Badge({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return <span className={`badge ${tone}`}>{children}</span>;
}

/** What came of a request, by sign, word and colour. */
export function OutcomeBadge({ outcome }: { readonly outcome: 'allow' | 'deny' }) {
  return outcome === 'allow' ? (
    <Badge tone="allow">
      <Icon name="check" size={12} />
      allowed
    </Badge>
  ) : (
    <Badge tone="deny">
      <Icon name="cross" size={12} />
      denied
    </Badge>
  );
}
