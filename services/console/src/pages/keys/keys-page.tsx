import type { Schemas } from '@cambio/admin-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { admin } from '../../api/admin.ts';
import { answered, failureText } from '../../api/answered.ts';
import { ActionButton } from '../../parts/action-button.tsx';
import { Badge } from '../../parts/badge.tsx';
import { DialogActions, ModalDialog } from '../../parts/dialog.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Page } from '../../parts/page.tsx';
import { Time } from '../../parts/time.tsx';
import { sayDone } from '../../parts/toasts.ts';
import { useRefusal } from '../../session/use-session.ts';
import { type KeyAction, questionOf } from './key-action.ts';

type Key = Schemas['Key'];

const KEYS = ['keys'];

/** The keys that tokens are signed with: which signs, which comes next, and what can be done about it. */
export function KeysPage() {
  const keys = useQuery({ queryKey: KEYS, queryFn: () => answered(admin.GET('/keys')) });
  const refusal = useRefusal('keys:rotate');
  const [action, setAction] = useState<KeyAction>();
  return (
    <Page
      title="Keys"
      lead="One key of each algorithm signs; the next is published ahead of it, and a retired one stays until its last token is dead."
      actions={
        <>
          <ActionButton refusal={refusal} onPress={() => setAction({ kind: 'rotate' })}>
            Rotate
          </ActionButton>
          <ActionButton look="danger" refusal={refusal} onPress={() => setAction({ kind: 'rotate-now' })}>
            Rotate now
          </ActionButton>
        </>
      }
    >
      <Loaded query={keys}>
        {(data) => (
          <KeyTable
            keys={data.keys}
            refusal={refusal}
            onRevoke={({ kid, state }) => setAction({ kind: 'revoke', kid, state })}
          />
        )}
      </Loaded>
      {action !== undefined && <Confirmation action={action} onClose={() => setAction(undefined)} />}
    </Page>
  );
}

interface KeyTableProps {
  readonly keys: readonly Key[];
  readonly refusal: string | undefined;
  readonly onRevoke: (key: Key) => void;
}

const STATES = { active: 'allow', next: 'plain', retired: 'plain' } as const;

function KeyTable({ keys, refusal, onRevoke }: KeyTableProps) {
  return (
    <div className="table-scroll card flush">
      <table className="table stacked">
        <thead>
          <tr>
            <th>Key</th>
            <th>Algorithm</th>
            <th>State</th>
            <th>Made</th>
            <th>What comes</th>
            <th>
              <span className="visually-hidden">What can be done</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.kid}>
              <td className="mono">{key.kid}</td>
              <td>{key.algorithm}</td>
              <td>
                <Badge tone={STATES[key.state]}>{key.state === 'active' ? 'signs' : key.state}</Badge>
              </td>
              <td className="whole">
                <Time at={key.createdAt} />
              </td>
              <td>
                <Coming of={key} />
              </td>
              <td className="numeric">
                <ActionButton look="quiet" refusal={refusal} onPress={() => onRevoke(key)}>
                  Revoke
                  <span className="visually-hidden"> {key.kid}</span>
                </ActionButton>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Coming({ of: { state, changesAt, readyAt } }: { readonly of: Key }) {
  const words = { active: 'stops signing', next: 'starts to sign', retired: 'is gone' }[state];
  return (
    <>
      {changesAt === undefined ? (
        <span className="soft">nothing by itself</span>
      ) : (
        <>
          {words} <Time at={changesAt} />
        </>
      )}
      {readyAt !== undefined && (
        <span className="soft">
          , known to all verifiers <Time at={readyAt} />
        </span>
      )}
    </>
  );
}

function Confirmation({ action, onClose }: { readonly action: KeyAction; readonly onClose: () => void }) {
  const queries = useQueryClient();
  const { title, meaning, button, body } = questionOf(action);
  const change = useMutation({
    mutationFn: () => answered(admin.POST('/keys/rotate', { body })),
    onSuccess: ({ keys, events }) => {
      queries.setQueryData(KEYS, { keys });
      const told = events.map(({ event, kid }) => `${kid} ${event}`).join(', ');
      sayDone(told === '' ? 'Nothing had to change.' : told);
      onClose();
    },
  });
  return (
    <ModalDialog title={title} isOpen onClose={onClose} isAlert>
      <div className="stack">
        <p>{meaning}</p>
        {change.isError && (
          <Notice tone="deny" title="Nothing was changed">
            {failureText(change.error)}
          </Notice>
        )}
      </div>
      <DialogActions>
        <Button onPress={onClose}>Cancel</Button>
        <Button
          className={`react-aria-Button ${action.kind === 'rotate' ? 'primary' : 'danger'}`}
          isPending={change.isPending}
          onPress={() => change.mutate()}
        >
          {button}
        </Button>
      </DialogActions>
    </ModalDialog>
  );
}
