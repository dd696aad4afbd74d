import { err, ok, type Result } from '@cambio/oauth';
import type { z } from 'zod';
import type { Admin } from './admit.ts';
import { type AnswerStatus, type Operation, takesBody } from './contract/operation.ts';
import type { Refusal } from './problem.ts';
import { readBySchema } from './read-request.ts';

/** A request that was let in, as the operation's schemas read it. */
export interface Call<O extends Operation> {
  readonly admin: Admin;
  readonly path: z.output<O['path']>;
  readonly query: z.output<O['query']>;
  readonly body: z.output<O['body']>;
  /** The revisions in `If-Match`, where it was sent. */
  readonly expected: readonly string[] | undefined;
  /** The id of the event in `Last-Event-ID`, where it was sent. */
  readonly lastEvent: string | undefined;
  /** Nobody waits for the answer any more: for what would go on making it. */
  readonly gone: AbortSignal;
}

export interface BodyReply<Status extends AnswerStatus = AnswerStatus, Body = unknown> {
  readonly status: Status;
  readonly body: Body;
  /** Of the trust that it is about: its entity tag. */
  readonly revision?: string;
}

/** Something that happened; or that nothing did for a while, or that something was left out. */
export type StreamEvent<Data> =
  | { readonly id: string; readonly data: Data }
  | { readonly event: 'alive' | 'gap' };

export interface StreamReply<Data = unknown> {
  readonly events: AsyncIterable<StreamEvent<Data>>;
}

/** Text that is sent as it is read: pieces of whole lines. Where it throws the answer breaks off. */
export interface LinesReply {
  readonly lines: AsyncIterable<string>;
}

export type Reply = BodyReply | StreamReply | LinesReply;

/** One of the operation's answers. */
export type ReplyOf<O extends Operation> = {
  [S in keyof O['answers'] & AnswerStatus]: O['answers'][S] extends {
    readonly schema: infer Schema extends z.ZodType;
  }
    ? O['answers'][S] extends { readonly stream: true }
      ? StreamReply<z.input<Schema>>
      : O['answers'][S] extends { readonly lines: true }
        ? LinesReply
        : BodyReply<S, z.input<Schema>>
    : never;
}[keyof O['answers'] & AnswerStatus];

export type Handle<O extends Operation> = (
  call: Call<O>,
) => Promise<Result<ReplyOf<O>, Refusal>> | Result<ReplyOf<O>, Refusal>;

/** A request that was let in, as it came. */
export interface RawCall {
  readonly admin: Admin;
  readonly path: unknown;
  readonly query: unknown;
  readonly expected: readonly string[] | undefined;
  readonly lastEvent: string | undefined;
  readonly gone: AbortSignal;
  readonly readBody: () => Promise<Result<unknown, Refusal>>;
}

/** An operation that can be called. */
export interface Implementation {
  readonly operation: Operation;
  readonly call: (raw: RawCall) => Promise<Result<Reply, Refusal>>;
}

/** Puts the schemas of an operation before what does it: path, then query, then body, which is read last. */
export function implement<O extends Operation>(operation: O, handle: Handle<O>): Implementation {
  return {
    operation,
    async call({ path: givenPath, query: givenQuery, readBody, ...call }) {
      const path = readBySchema<O['path']>(givenPath, operation.path);
      if (!path.ok) return err({ reason: 'no_such_resource' });
      const query = readBySchema<O['query']>(givenQuery, operation.query);
      if (!query.ok) return err({ reason: 'query_invalid', members: query.error });
      const given = takesBody(operation) ? await readBody() : ok(undefined);
      if (!given.ok) return given;
      const body = readBySchema<O['body']>(given.value, operation.body);
      if (!body.ok) return err({ reason: 'body_invalid', members: body.error });
      return handle({ ...call, path: path.value, query: query.value, body: body.value });
    },
  };
}
