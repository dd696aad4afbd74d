import { connect } from 'node:net';

/** A connection that carries one request at a time. */
export interface Connection {
  /** `onAnswer` gets the status once the answer is there whole. */
  send(request: Buffer, onAnswer: (status: number) => void): void;
  close(): void;
}

/**
 * Speaks as much HTTP/1.1 as a load needs, at a fifth of what a client that speaks all of it costs. Answers must say how
 * long they are. Opens itself again when it was closed after an answer; rejects or throws when it broke off before one.
 */
export async function openConnection({ hostname, port }: URL): Promise<Connection> {
  let onAnswer: ((status: number) => void) | undefined;
  let parts: Buffer[] = [];
  let socket = await dial();

  function dial() {
    return new Promise<ReturnType<typeof connect>>((resolve, reject) => {
      const dialled = connect(Number(port), hostname, () => resolve(dialled));
      dialled.setNoDelay(true);
      dialled.on('data', receive);
      dialled.on('error', reject);
      dialled.on('close', () => {
        if (onAnswer !== undefined) throw new Error('a connection was closed before an answer');
      });
    });
  }

  function receive(chunk: Buffer): void {
    parts.push(chunk);
    const answer = parts.length === 1 ? chunk : Buffer.concat(parts);
    const status = statusOf(answer);
    if (status === undefined) return;
    const done = onAnswer;
    onAnswer = undefined;
    parts = [];
    done?.(status);
  }

  return {
    send(request, whenAnswered) {
      onAnswer = whenAnswered;
      if (socket.writable) socket.write(request);
      else
        void dial().then((dialled) => {
          socket = dialled;
          socket.write(request);
        });
    },
    close: () => socket.destroy(),
  };
}

const HEADER_END = Buffer.from('\r\n\r\n');

/** The status of an answer, once it is whole. */
function statusOf(answer: Buffer): number | undefined {
  const end = answer.indexOf(HEADER_END);
  if (end < 0) return undefined;
  const header = answer.toString('latin1', 0, end);
  const length = /\r\ncontent-length: (\d+)/i.exec(header)?.[1];
  if (length === undefined) throw new Error(`an answer of unknown length: ${header}`);
  return answer.length < end + 4 + Number(length) ? undefined : Number(header.slice(9, 12));
}
