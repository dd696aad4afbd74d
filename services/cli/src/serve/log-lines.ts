/**
 * Writes log lines together, at the end of the turn of the event loop they come in: a write to a pipe takes longer than
 * all that leads to a line. `flush` writes what is still there.
 */
export function logLines(write: (text: string) => void): { write(line: string): void; flush(): void } {
  let lines = '';
  const flush = () => {
    if (lines !== '') write(lines);
    lines = '';
  };
  return {
    write: (line) => {
      if (lines === '') setImmediate(flush);
      lines += line;
    },
    flush,
  };
}
