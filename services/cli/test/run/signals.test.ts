import { EventEmitter } from 'node:events';
import { expect } from 'chai';
import { catchSignals, codeOfSignal } from '../../src/run/signals.ts';

describe('catchSignals', () => {
  /** Signals that reach the command, of those sent. */
  function passedOn(interactive: boolean, sent: readonly NodeJS.Signals[]): readonly string[] {
    const signals = new EventEmitter();
    const caught = catchSignals({ signals, interactive });
    const reached: string[] = [];
    caught.forwardTo({
      kill: (signal) => {
        reached.push(String(signal));
        return true;
      },
    });
    for (const signal of sent) signals.emit(signal, signal);
    caught.release();
    expect(signals.eventNames()).to.deep.equal([]);
    return reached;
  }

  const SENT = ['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGTSTP', 'SIGCONT', 'SIGUSR1'] as const;

  it('passes everything on where nobody sits at a keyboard', () => {
    expect(passedOn(false, SENT)).to.deep.equal(SENT);
  });

  it('leaves at a terminal what the terminal sends to the command itself', () => {
    expect(passedOn(true, SENT)).to.deep.equal(['SIGTERM', 'SIGHUP', 'SIGUSR1']);
  });

  it('remembers what would have ended a command that was not there yet', () => {
    const signals = new EventEmitter();
    const caught = catchSignals({ signals, interactive: false });
    signals.emit('SIGWINCH', 'SIGWINCH');
    expect(caught.early()).to.equal(undefined);
    signals.emit('SIGTERM', 'SIGTERM');
    signals.emit('SIGINT', 'SIGINT');
    expect(caught.early()).to.equal('SIGTERM');
  });

  it('gives the codes that shells give', () => {
    expect([codeOfSignal('SIGTERM'), codeOfSignal('SIGKILL'), codeOfSignal('SIGINT')]).to.deep.equal([
      143, 137, 130,
    ]);
  });
});
