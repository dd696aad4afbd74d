import { dayText } from '../document/instant.ts';
import { isExpired } from './expired.ts';
import type { TimedRule } from './rule.ts';

/** Nobody has said for too long that the mapping is still wanted. */
export const reviewOverdue: TimedRule = {
  id: 'review-overdue',
  severity: 'warning',
  summary: 'Access that nobody has looked at lately outlives its purpose.',
  check: (mapping, { now }) => {
    const { id, reviewBy } = mapping;
    if (reviewBy === undefined || now < reviewBy || isExpired(mapping, now)) return [];
    return [
      {
        path: ['reviewBy'],
        message: `${id} was to be reviewed by ${dayText(reviewBy)}`,
        hint: `${mapping.owner} decides whether it is still needed, and sets the next date`,
      },
    ];
  },
};
