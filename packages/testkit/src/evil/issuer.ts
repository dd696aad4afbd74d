import { type ListenOptions, listen } from '../server.ts';
import { answerStatus, type EvilAnswer } from './answers.ts';

/** A server that says what it is told to, however hostile, and counts who asks. */
export interface EvilIssuer {
  /** Its address, which is also the `iss` it would claim. */
  readonly url: string;
  /** What a path answers from now on. Paths nobody set answer 404. */
  readonly answer: (path: string, answer: EvilAnswer) => void;
  /** Requests so far for exactly this path; for all paths without one. */
  readonly requests: (path?: string) => number;
  /** Connections over which any request came. */
  readonly connections: () => number;
  /** The `Authorization` header of the last request for a path. */
  readonly authorization: (path: string) => string | undefined;
  readonly close: () => Promise<void>;
}

export async function startEvilIssuer(options: ListenOptions = {}): Promise<EvilIssuer> {
  const answers = new Map<string, EvilAnswer>();
  const asked: { readonly path: string; readonly authorization: string | undefined }[] = [];
  const sockets = new Set<object>();

  const server = await listen((request, response) => {
    const path = request.url ?? '/';
    asked.push({ path, authorization: request.headers.authorization });
    sockets.add(request.socket);
    (answers.get(path) ?? answerStatus(404))(request, response);
  }, options);

  return {
    url: server.url,
    answer: (path, answer) => {
      answers.set(path, answer);
    },
    requests: (path) => asked.filter((request) => path === undefined || request.path === path).length,
    connections: () => sockets.size,
    authorization: (path) => asked.findLast((request) => request.path === path)?.authorization,
    close: server.close,
  };
}
