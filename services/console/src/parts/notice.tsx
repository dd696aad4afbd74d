import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import './notice.css';

interface NoticeProps {
  readonly icon?: IconName;
  readonly title: string;
  readonly children?: ReactNode;
}

/** In the place of something that is not there: what it would be, and what brings it about. */
export function EmptyState({ icon = 'search', title, children }: NoticeProps) {
  return (
    <div className="empty">
      <Icon name={icon} size={24} />
      <p className="empty-title">{title}</p>
      {children !== undefined && <div className="soft">{children}</div>}
    </div>
  );
}

/** Something that stands out of the page: a warning, or what went wrong. */
export function Notice({
  tone,
  title,
  children,
}: Omit<NoticeProps, 'icon'> & { readonly tone: 'warn' | 'deny' | 'allow' }) {
  return (
    <div className={`notice ${tone}`} role={tone === 'deny' ? 'alert' : undefined}>
      <Icon name={tone === 'allow' ? 'check' : 'warning'} />
      <div>
        <strong>{title}</strong>
        {children !== undefined && <div>{children}</div>}
      </div>
    </div>
  );
}
