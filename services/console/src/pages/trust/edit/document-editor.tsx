import type { Diagnostic } from '@cambio/policy';
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import type { Vocabulary } from '../../../compiler/vocabulary.ts';
import { completionsFrom } from './completion-source.ts';
import { editorLook } from './editor-look.ts';
import { rangeOf } from './range-of.ts';

/** What a page may do with an editor. */
export interface EditorHandle {
  /** Puts the cursor at the beginning of a line (counted from 1), or at a place in it, and shows it. */
  readonly goTo: (line: number, column?: number) => void;
  /** Writes another text in the place of all of it; it can be undone. */
  readonly write: (text: string) => void;
}

interface DocumentEditorProps {
  /** What it begins with; another one later on changes nothing. */
  readonly initial: string;
  readonly vocabulary: Vocabulary;
  readonly diagnostics: readonly Diagnostic[];
  readonly onChange: (text: string) => void;
  /** Ctrl-S, or ⌘S. */
  readonly onSave: () => void;
  readonly handle: Ref<EditorHandle>;
}

/** A trust document as text. Tab leaves it, as everywhere; Ctrl-Space completes, F8 goes to the next diagnostic. */
export function DocumentEditor({
  initial,
  vocabulary,
  diagnostics,
  onChange,
  onSave,
  handle,
}: DocumentEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const latest = useRef({ vocabulary, onChange, onSave });
  latest.current = { vocabulary, onChange, onSave };

  // Made once: what changes later on goes through `latest`.
  useEffect(() => {
    const parent = place.current;
    if (parent === null) return;
    const made = new EditorView({
      parent,
      state: EditorState.create({
        doc: initial,
        extensions: [
          editorLook,
          lineNumbers(),
          highlightActiveLine(),
          highlightActiveLineGutter(),
          history(),
          drawSelection(),
          indentOnInput(),
          indentUnit.of('  '),
          bracketMatching(),
          closeBrackets(),
          yaml(),
          lintGutter(),
          autocompletion({ override: [completionsFrom(() => latest.current.vocabulary)], icons: false }),
          keymap.of([
            {
              key: 'Mod-s',
              run: () => {
                latest.current.onSave();
                return true;
              },
            },
            ...closeBracketsKeymap,
            ...completionKeymap,
            ...lintKeymap,
            ...historyKeymap,
            ...defaultKeymap,
          ]),
          EditorView.contentAttributes.of({ 'aria-label': 'Document' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = made;
    return () => made.destroy();
  }, []);

  useEffect(() => {
    const { current } = view;
    if (current === undefined) return;
    const shown = diagnostics.map(({ severity, rule, message, hint, position }) => ({
      ...rangeOf(current.state.doc, position),
      severity,
      source: rule,
      message: hint === undefined ? message : `${message} — ${hint}`,
    }));
    current.dispatch(setDiagnostics(current.state, shown));
  }, [diagnostics]);

  useImperativeHandle(handle, () => ({
    goTo: (line, column = 1) => {
      const { current } = view;
      if (current === undefined) return;
      const { from } = rangeOf(current.state.doc, { line, column });
      current.dispatch({ selection: { anchor: from }, scrollIntoView: true });
      current.focus();
    },
    write: (text) =>
      view.current?.dispatch({ changes: { from: 0, to: view.current.state.doc.length, insert: text } }),
  }));

  return <div className="document-editor" ref={place} />;
}
