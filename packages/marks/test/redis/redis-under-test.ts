import { type MarksOptions, type MarksStore, openMarks } from '../../src/index.ts';
import type { MarksUnderTest } from '../conformance.ts';

/** Marks on a Redis that others have filled before; `forget` empties it. */
export async function redisUnderTest(
  options: Omit<MarksOptions, 'now'>,
  forget: () => Promise<unknown>,
): Promise<MarksUnderTest> {
  let seconds = 0;
  const opened: MarksStore[] = [];
  const another = async () => {
    const marks = await opening({ ...options, now: () => seconds * 1000 });
    opened.push(marks);
    return marks;
  };
  await forget();
  return {
    marks: await another(),
    another,
    setNow: (now) => {
      seconds = now;
    },
    close: async () => {
      for (const marks of opened) await marks.close();
    },
  };
}

export async function opening(options: MarksOptions): Promise<MarksStore> {
  const marks = await openMarks(options);
  if (!marks.ok) throw new Error(JSON.stringify(marks.error));
  return marks.value;
}
