/**
 * Writes log lines together, at the end of the turn of the event loop they come in: a write to a pipe takes longer than
 * all that leads to a line. `flush` writes what is still there.
 *
 * @param piece bytes that are written together at the most, but for a line that is longer by itself
 */
export function logLines(
  write: (text: string) => void,
  piece = Number.POSITIVE_INFINITY,
): { write(line: string): void; flush(): void } {
  let lines = '';
  let bytes = 0;
  const flush = () => {
    if (lines !== '') write(lines);
    lines = '';
    bytes = 0;
  };
  return {
    write: (line) => {
      const more = Buffer.byteLength(line);
      if (bytes + more > piece) flush();
      if (lines === '') setImmediate(flush);
      lines += line;
      bytes += more;
    },
    flush,
  };
}
