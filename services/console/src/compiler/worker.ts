import { z } from 'zod';
import { type Compiler, openCompiler } from './compiler.ts';
import { addToMember, setMember } from './edit-text.ts';
import type { Ask, Told } from './messages.ts';

// zod would make functions of text where it may: here it may not, and would be complained of for trying.
z.config({ jitless: true });

let compiler: Compiler | undefined;

addEventListener('message', ({ data: { id, ask } }: MessageEvent<{ id: number; ask: Ask }>) => {
  postMessage({ id, told: answer(ask) } satisfies { id: number; told: Told });
});

function answer(ask: Ask): Told {
  if (ask.do === 'open') {
    compiler = openCompiler(ask.sources, ask.now);
    return { to: 'open', opened: compiler.opened };
  }
  if (ask.do === 'write') {
    const { how, path, value } = ask.edit;
    return { to: 'write', text: (how === 'set' ? setMember : addToMember)(ask.text, path, value) };
  }
  if (compiler === undefined) throw new Error('nothing is open');
  return ask.do === 'check'
    ? { to: 'check', checked: compiler.check(ask.text, ask.at, ask.now) }
    : { to: 'attempt', attempted: compiler.attempt(ask.attempt, ask.now) };
}
