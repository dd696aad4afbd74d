import { setImmediate as nextTurn } from 'node:timers/promises';

/** Many small writes, few commits. */
interface GroupCommit<Item, Answer> {
  /** Joins the next commit, and answers when it is over. Refused at once when too many wait already, or when the wait got long. */
  add(item: Item): Promise<Answer>;
}

interface GroupCommitOptions<Item, Answer> {
  /** Writes all of a batch durably and answers each item. What it throws, every item of the batch gets. */
  readonly commit: (batch: readonly Item[]) => Promise<readonly Answer[]>;
  /** The answer to what is beyond `capacity` or `patience`. */
  readonly refused: Answer;
  /** Items in one commit at the most. */
  readonly batch: number;
  /** Items waiting at the most. */
  readonly capacity: number;
  /** Milliseconds after which an item whose commit has not begun is no longer waited for: its caller has given up. */
  readonly patience: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** By how much a turn of the event loop adds to what waits, for the next turn to be waited for. */
const GROWTH = 1.5;

interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly since: number;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Group commit: whatever is added in one turn of the event loop, or while a commit is under way, shares the next
 * commit, and so one sync of the disk. Commits follow each other, never overlap, and keep the order of adding.
 *
 * A commit waits for one more turn as long as the last brought half as many again: under load the next are about to be added,
 * and to commit twice as many takes hardly longer.
 */
export function groupCommit<Item, Answer>(
  options: GroupCommitOptions<Item, Answer>,
): GroupCommit<Item, Answer> {
  const waiting: Waiting<Item, Answer>[] = [];
  let running = false;

  async function commitAll(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      await gather();
      await commitBatch(waiting.splice(0, options.batch), options.commit);
      refuseLate();
    }
    running = false;
  }

  async function gather(): Promise<void> {
    let before = 0;
    while (waiting.length > GROWTH * before && waiting.length < options.batch) {
      before = waiting.length;
      await nextTurn();
    }
  }

  function refuseLate(): void {
    const oldest = options.now() - options.patience;
    const onTime = waiting.findIndex(({ since }) => since >= oldest);
    const late = waiting.splice(0, onTime === -1 ? waiting.length : onTime);
    for (const { resolve } of late) resolve(options.refused);
  }

  return {
    add(item) {
      if (waiting.length >= options.capacity) return Promise.resolve(options.refused);
      const since = options.now();
      const answer = new Promise<Answer>((resolve, reject) => {
        waiting.push({ item, since, resolve, reject });
      });
      if (!running) void commitAll();
      return answer;
    },
  };
}

async function commitBatch<Item, Answer>(
  batch: readonly Waiting<Item, Answer>[],
  commit: GroupCommitOptions<Item, Answer>['commit'],
): Promise<void> {
  try {
    const answers = await commit(batch.map(({ item }) => item));
    batch.forEach(({ resolve, reject }, index) => {
      const answer = answers[index];
      if (answer === undefined) reject(new RangeError('a commit left an item without an answer'));
      else resolve(answer);
    });
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}
