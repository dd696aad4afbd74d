import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Input, Label, TextArea, TextField } from 'react-aria-components';
import { admin } from '../../../api/admin.ts';
import { answered, failureText } from '../../../api/answered.ts';
import type { Attempted } from '../../../compiler/compiler.ts';
import { ActionButton } from '../../../parts/action-button.tsx';
import { readClock } from '../../../parts/clock.ts';
import { Notice } from '../../../parts/notice.tsx';
import { useRefusal } from '../../../session/use-session.ts';
import type { OpenTrust } from '../trust-query.ts';
import { ExplanationView, type ShownExplanation } from './explanation-view.tsx';
import { type Pasted, readPasted } from './pasted-claims.ts';

interface TryTokenProps {
  readonly trust: OpenTrust;
  /** The one that is being written; its target is asked for. */
  readonly mapping: string | undefined;
}

interface Outcome {
  readonly by: 'this page' | 'the gateway';
  readonly explanation?: ShownExplanation | undefined;
  readonly problem?: string | undefined;
}

/** Decides about a token, or claims, with the text as it stands; in this browser, unless somebody asks the gateway. */
export function TryToken({ trust, mapping }: TryTokenProps) {
  const [text, setText] = useState('');
  const [audience, setAudience] = useState('');
  const refusal = useRefusal('decisions:read');
  const missing = text.trim() === '' ? 'Paste a token, or claims, first.' : undefined;
  const target = trust.mappings.find(({ id }) => id === mapping)?.target;
  const request = () => {
    const named = audience.trim() === '' ? target : audience.trim();
    return { binding: 'none' as const, ...(named !== undefined && { audience: named }) };
  };

  const tryHere = async ({ claims }: Pasted): Promise<Outcome> => {
    const attempt = { claims, request: request() };
    return outcomeOf(await trust.compiler.attempt(attempt, Math.floor(readClock() / 1000)));
  };

  const askGateway = async ({ token, claims }: Pasted): Promise<Outcome> => {
    const body =
      token === undefined ? { claims: { ...claims }, request: request() } : { token, request: request() };
    const { explanation, refused } = await answered(admin.POST('/explain', { body }));
    return { by: 'the gateway', explanation, problem: refused && `The token is not accepted: ${refused}` };
  };

  // Of two that are asked one after the other, the later one is shown, whichever answers first.
  const trying = useMutation({
    mutationFn: async (by: Outcome['by']): Promise<Outcome> => {
      const pasted = readPasted(text);
      if (!pasted.ok) return { by, problem: pasted.error };
      try {
        return await (by === 'this page' ? tryHere : askGateway)(pasted.value);
      } catch (error) {
        return { by, problem: failureText(error) };
      }
    },
  });
  const outcome = trying.data;

  return (
    <div className="stack try">
      <TextField value={text} onChange={setText}>
        <Label>Token or claims</Label>
        <TextArea spellCheck="false" placeholder={'eyJhbGciOi… or {"iss": "https://…", …}'} />
      </TextField>
      <TextField value={audience} onChange={setAudience}>
        <Label>Target it asks for</Label>
        <Input list="targets" placeholder={target ?? 'the only one there is'} />
        <datalist id="targets">
          {trust.vocabulary.targets.map(({ id }) => (
            <option key={id} value={id} />
          ))}
        </datalist>
      </TextField>
      <div className="row">
        <ActionButton look="primary" refusal={missing} onPress={() => trying.mutate('this page')}>
          Try it here
        </ActionButton>
        <ActionButton refusal={refusal ?? missing} onPress={() => trying.mutate('the gateway')}>
          Send to the gateway
        </ActionButton>
      </div>
      <p className="soft small">
        Here, it is decoded and decided about in this browser with the text as it stands, and nothing is
        verified. Sent, the gateway verifies it, and decides by the trust in force; it keeps nothing.
      </p>
      <div aria-live="polite">
        {outcome?.problem !== undefined && (
          <Notice tone="warn" title={`Nothing was decided by ${outcome.by}`}>
            {outcome.problem}
          </Notice>
        )}
        {outcome?.explanation !== undefined && (
          <ExplanationView explanation={outcome.explanation} by={outcome.by} />
        )}
      </div>
    </div>
  );
}

function outcomeOf(attempted: Attempted): Outcome {
  switch (attempted.outcome) {
    case 'explained':
      return { by: 'this page', explanation: attempted.explanation };
    case 'has_errors':
      return { by: 'this page', problem: 'The text has errors: mend them first.' };
    case 'unknown_issuer':
      return { by: 'this page', problem: 'Its iss is that of no issuer here.' };
    case 'ambiguous_issuer':
      return { by: 'this page', problem: 'Its iss is that of several issuers.' };
  }
}
