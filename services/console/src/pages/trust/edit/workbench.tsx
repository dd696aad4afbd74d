import type { DocumentName } from '@cambio/policy';
import { useEffect, useRef, useState } from 'react';
import { Button, Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { Checked } from '../../../compiler/compiler.ts';
import { ActionButton } from '../../../parts/action-button.tsx';
import { Badge } from '../../../parts/badge.tsx';
import { sayFailed } from '../../../parts/toasts.ts';
import { Review } from '../save/review.tsx';
import type { OpenTrust } from '../trust-query.ts';
import { DocumentEditor, type EditorHandle } from './document-editor.tsx';
import { EffectList } from './effect-list.tsx';
import { ProblemList } from './problem-list.tsx';
import { TestList } from './test-list.tsx';
import { TryToken } from './try-token.tsx';
import { useCheck } from './use-check.ts';
import './workbench.css';

interface WorkbenchProps {
  /** Absent for a new document. */
  readonly name: DocumentName | undefined;
  /** As it is in force; what a new one begins with. */
  readonly text: string;
  /** What the editor begins with, where that is another text. */
  readonly start?: string | undefined;
  readonly trust: OpenTrust;
}

/** The editor with what the compiler says beside it; then, the look at what would change, and saving it. */
export function Workbench({ name, text: initial, start = initial, trust }: WorkbenchProps) {
  const [text, setText] = useState(start);
  const [begun] = useState({ text: initial, revision: trust.revision });
  const [step, setStep] = useState<'writing' | 'asked' | 'reviewing'>('writing');
  const editor = useRef<EditorHandle>(null);
  const { checked, isCurrent } = useCheck(text, name, trust);
  const errors = errorsIn(checked);
  // Whoever asks for the review before the compiler has read the last letter gets it once it has.
  useEffect(() => {
    if (step !== 'asked' || !isCurrent) return;
    setStep(errors === 0 ? 'reviewing' : 'writing');
    if (errors > 0)
      sayFailed(errors === 1 ? 'An error keeps it from being saved.' : 'Errors keep it from being saved.');
  }, [step, isCurrent, errors]);
  const review = () => setStep('asked');
  const reviewed = name ?? checked.name;
  // What somebody else made of it meanwhile is not in the text: saving it over that has to be refused.
  const isOther = name !== undefined && initial !== begun.text;
  return (
    <>
      <div className="workbench" hidden={step === 'reviewing'}>
        <section className="card flush workbench-text" aria-label="Text">
          <DocumentEditor
            initial={start}
            vocabulary={trust.vocabulary}
            diagnostics={checked.diagnostics}
            onChange={setText}
            onSave={review}
            handle={editor}
          />
          <div className="workbench-foot row apart">
            <span className="soft small workbench-keys">
              <kbd>Ctrl</kbd> <kbd>Space</kbd> completes, <kbd>F8</kbd> goes to the next problem
            </span>
            <span className="row">
              {text !== initial && (
                <Button className="react-aria-Button quiet" onPress={() => editor.current?.write(initial)}>
                  Undo all
                </Button>
              )}
              <ActionButton
                look="primary"
                refusal={text === initial ? 'Nothing is written otherwise yet.' : undefined}
                onPress={review}
              >
                Review changes <kbd>Ctrl S</kbd>
              </ActionButton>
            </span>
          </div>
        </section>
        <Tabs className="react-aria-Tabs card workbench-side">
          <TabList aria-label="What the compiler says">
            <Tab id="problems">Problems {errors > 0 && <Badge tone="deny">{errors}</Badge>}</Tab>
            <Tab id="tests">Tests {checked.tests.length > 0 && <TestTally tests={checked.tests} />}</Tab>
            <Tab id="effect">Effect</Tab>
            <Tab id="try">Try a token</Tab>
          </TabList>
          <TabPanel id="problems">
            <ProblemList
              checked={checked}
              isCurrent={isCurrent}
              onGo={(line, column) => editor.current?.goTo(line, column)}
            />
          </TabPanel>
          <TabPanel id="tests">
            <TestList tests={checked.tests} onGo={(line) => editor.current?.goTo(line)} />
          </TabPanel>
          <TabPanel id="effect">
            <EffectList changes={checked.changes} />
          </TabPanel>
          <TabPanel id="try" shouldForceMount>
            <TryToken trust={trust} mapping={reviewed?.kind === 'Mapping' ? reviewed.id : undefined} />
          </TabPanel>
        </Tabs>
      </div>
      {step === 'reviewing' && reviewed !== undefined && (
        <Review
          name={reviewed}
          before={name === undefined ? '' : initial}
          text={text}
          trust={trust}
          since={isOther ? begun.revision : trust.revision}
          onBack={() => setStep('writing')}
        />
      )}
    </>
  );
}

function errorsIn({ diagnostics, elsewhere }: Checked): number {
  return [...diagnostics, ...elsewhere].filter(({ severity }) => severity === 'error').length;
}

function TestTally({ tests }: { readonly tests: readonly { readonly outcome: string }[] }) {
  const failed = tests.filter(({ outcome }) => outcome === 'failed').length;
  return failed > 0 ? <Badge tone="deny">{failed}</Badge> : <Badge>{tests.length}</Badge>;
}
