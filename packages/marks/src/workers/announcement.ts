import { TOPICS, type Topic } from '../marks-store.ts';

/** What goes between a worker and its primary when something has changed. */
interface Announcement {
  readonly changed: Topic;
}

export function announcement(topic: Topic): Announcement {
  return { changed: topic };
}

/** What has changed, by a message that is one of ours; others use the same channel. */
export function topicOf(message: unknown): Topic | undefined {
  if (typeof message !== 'object' || message === null || !('changed' in message)) return undefined;
  return TOPICS.find((topic) => topic === message.changed);
}
