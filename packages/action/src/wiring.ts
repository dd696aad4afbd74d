import { appendFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { ExchangeIo } from '@cambio/client';
import { createRunner, type Runner } from './runner.ts';

/** The runner that started this process. Throws where none did. */
export function stepRunner(): Runner {
  return createRunner({
    env: process.env,
    // Written at once and in this order: a mask is in force before what follows it.
    print: (line) => process.stdout.write(`${line}\n`),
    append: appendFileSync,
  });
}

export function exchangeIo(): ExchangeIo {
  return {
    fetch,
    now: () => Math.floor(Date.now() / 1000),
    wait: (seconds) => setTimeout(seconds * 1000),
  };
}
