import { type Answer, post } from '../shop/answer.ts';
import { exchangeForm } from '../shop/shop.ts';

/** A token, and what came of it when it was shown for the first time. */
export interface Attempt {
  readonly subjectToken: string;
  /** Absent: the connection broke before there was one. */
  readonly answer?: Answer;
}

export interface LoadOptions {
  /** A token that nobody has used. */
  readonly issue: () => Promise<string>;
  /** Where to go with it: waits while there is nobody to go to. */
  readonly issuer: () => Promise<string>;
  /** From 0 to 1: which of the tokens that were answered is tried again. */
  readonly random: () => number;
  /** How many callers there are. */
  readonly callers: number;
}

/** Callers that exchange tokens as fast as it goes, each over a connection of its own. */
export interface Load {
  /** So far. */
  readonly attempts: readonly Attempt[];
  /** Tokens that were answered with one, and then once more. */
  readonly acceptedAgain: readonly string[];
  /** Resolves when so many more have been answered with a token. */
  readonly further: (tokens: number) => Promise<void>;
  /** Resolves when every caller has come to an end. */
  readonly stop: () => Promise<void>;
}

/** Of the exchanges, the share that shows a token which has been answered with one before. */
const AGAIN = 0.1;

export function startLoad({ issue, issuer, random, callers }: LoadOptions): Load {
  const attempts: Attempt[] = [];
  const answered: string[] = [];
  const acceptedAgain: string[] = [];
  let progress = Promise.withResolvers<void>();
  let running = true;

  const ask = async (subjectToken: string): Promise<Answer | undefined> =>
    post(await issuer(), exchangeForm(subjectToken)).catch(unanswered);

  async function tryNew(): Promise<void> {
    const subjectToken = await issue();
    const answer = await ask(subjectToken);
    attempts.push({ subjectToken, ...(answer && { answer }) });
    if (answer?.token === undefined) return;
    answered.push(subjectToken);
    progress.resolve();
    progress = Promise.withResolvers();
  }

  async function tryAgain(): Promise<void> {
    const subjectToken = answered[Math.floor(random() * answered.length)];
    if (subjectToken === undefined) return;
    if ((await ask(subjectToken))?.token !== undefined) acceptedAgain.push(subjectToken);
  }

  const calling = Array.from({ length: callers }, async () => {
    while (running) await (random() < AGAIN ? tryAgain() : tryNew());
  });
  return {
    attempts,
    acceptedAgain,
    further: async (tokens) => {
      for (const from = answered.length; answered.length < from + tokens; ) await progress.promise;
    },
    stop: async () => {
      running = false;
      await Promise.all(calling);
    },
  };
}

/** How `fetch` says that a connection was refused, or broke. */
function unanswered(error: unknown): undefined {
  if (!(error instanceof TypeError)) throw error;
}
