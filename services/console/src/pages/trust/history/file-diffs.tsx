import { DiffView } from '../diff-view.tsx';
import './history.css';

interface FileDiffsProps {
  readonly files: readonly { readonly path: string; readonly before?: string; readonly after?: string }[];
}

/** What was written otherwise, file by file. */
export function FileDiffs({ files }: FileDiffsProps) {
  if (files.length === 0) return <p className="soft">Nothing is written otherwise.</p>;
  return files.map(({ path, before, after }) => (
    <section key={path} className="stack" aria-label={path}>
      <h2>
        <span className="mono">{path}</span>
        <span className="soft small">
          {' '}
          {before === undefined ? 'new' : after === undefined ? 'removed' : ''}
        </span>
      </h2>
      <DiffView label={`${path}, before and after`} before={before ?? ''} after={after ?? ''} />
    </section>
  ));
}
