import type { DocumentName } from '@cambio/policy';
import { useEffect, useState } from 'react';
import type { Checked } from '../../../compiler/compiler.ts';
import { readClock } from '../../../parts/clock.ts';
import type { OpenTrust } from '../trust-query.ts';

/** Milliseconds that somebody has to stop writing for. */
const PAUSE = 120;

const NOTHING: Checked = { diagnostics: [], elsewhere: [], tests: [], changes: undefined, name: undefined };

/** What the compiler says of a text, while it is written; `isCurrent` where it is about this very text. */
export function useCheck(
  text: string,
  at: DocumentName | undefined,
  trust: OpenTrust,
): { readonly checked: Checked; readonly isCurrent: boolean } {
  const [answer, setAnswer] = useState<{ readonly text: string; readonly checked: Checked }>();
  const { compiler, key } = trust;
  // By the documents, too: the compiler has others open then.
  useEffect(() => {
    let isWanted = true;
    const timer = setTimeout(async () => {
      const checked = await compiler.check(text, at, Math.floor(readClock() / 1000)).catch(stopped);
      if (isWanted) setAnswer({ text, checked: withKept(checked, at) });
    }, PAUSE);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [text, at?.kind, at?.id, compiler, key]);
  return { checked: answer?.checked ?? NOTHING, isCurrent: answer?.text === text };
}

/** Where the compiler can say nothing: that, as an error of the text, which is not saved unread. */
function stopped(error: Error): Checked {
  const position = { file: '', line: 1, column: 1 };
  const hint = 'it is begun anew when something is written';
  return {
    ...NOTHING,
    diagnostics: [{ severity: 'error', rule: 'unread', position, message: error.message, hint }],
  };
}

/** A document that is in force keeps its name: whatever refers to it goes by that. */
function withKept(checked: Checked, at: DocumentName | undefined): Checked {
  const { name } = checked;
  if (at === undefined || name === undefined || (name.kind === at.kind && name.id === at.id)) return checked;
  const renamed = {
    severity: 'error',
    rule: 'renamed',
    position: { file: '', line: 1, column: 1 },
    message: `this is ${at.kind}/${at.id}, and the text says ${name.kind}/${name.id}`,
    hint: 'keep the id; for another document, begin a new one',
  } as const;
  return { ...checked, diagnostics: [renamed, ...checked.diagnostics] };
}
