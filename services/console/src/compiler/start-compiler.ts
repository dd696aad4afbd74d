import type { DocumentName } from '@cambio/policy';
import type { Attempt, Attempted, Checked, Opened, TrustSources } from './compiler.ts';
import type { Ask, TextEdit, Told } from './messages.ts';
import address from './worker.ts?worker&url';

/** The compiler in a thread of its own. It answers in the order it is asked; one that stopped is begun anew when it is asked again. */
export interface RemoteCompiler {
  readonly open: (sources: TrustSources, now: number) => Promise<Opened>;
  readonly check: (text: string, at: DocumentName | undefined, now: number) => Promise<Checked>;
  readonly attempt: (attempt: Attempt, now: number) => Promise<Attempted>;
  /** The text after an edit; `undefined` where it has no place for it. */
  readonly write: (text: string, edit: TextEdit) => Promise<string | undefined>;
}

declare global {
  interface Window {
    /** Absent where a browser does not know them. */
    readonly trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createScriptURL(): string },
      ): { createScriptURL(input: string): string };
    };
  }
}

/** The one address a thread may be started from: the page's policy lets no other text become a program. */
const scripts = window.trustedTypes?.createPolicy('cambio-compiler', { createScriptURL: () => address });

export function startCompiler(): RemoteCompiler {
  const waiting = new Map<number, { resolve: (told: Told) => void; reject: (error: Error) => void }>();
  let asked = 0;
  let running: Worker | undefined;
  /** What another one has to be told before it is asked anything: what is open, and the text last checked. */
  const kept = new Map<Ask['do'], Ask>();
  const begin = (next: Ask) => {
    const worker = new Worker(scripts?.createScriptURL('') ?? address, { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<{ id: number; told: Told }>) => {
      waiting.get(data.id)?.resolve(data.told);
      waiting.delete(data.id);
    });
    worker.addEventListener('error', () => {
      if (worker !== running) return;
      worker.terminate();
      running = undefined;
      for (const { reject } of waiting.values()) reject(new Error('The compiler stopped.'));
      waiting.clear();
    });
    for (const ask of kept.values()) if (ask !== next) worker.postMessage({ id: 0, ask });
    return worker;
  };
  const tell = <To extends Told['to']>(to: To, ask: Ask) =>
    new Promise<Extract<Told, { to: To }>>((resolve, reject) => {
      asked += 1;
      waiting.set(asked, {
        resolve: (told) => (isTo(told, to) ? resolve(told) : reject(new Error(`answered ${told.to}`))),
        reject,
      });
      if (ask.do === 'open') kept.clear();
      if (ask.do === 'open' || ask.do === 'check') kept.set(ask.do, ask);
      running ??= begin(ask);
      running.postMessage({ id: asked, ask });
    });
  return {
    open: async (sources, now) => (await tell('open', { do: 'open', sources, now })).opened,
    check: async (text, at, now) => (await tell('check', { do: 'check', text, at, now })).checked,
    attempt: async (attempt, now) => (await tell('attempt', { do: 'attempt', attempt, now })).attempted,
    write: async (text, edit) => (await tell('write', { do: 'write', text, edit })).text,
  };
}

function isTo<To extends Told['to']>(told: Told, to: To): told is Extract<Told, { to: To }> {
  return told.to === to;
}
