import type { AdminScope } from '@cambio/policy';
import type { Context } from 'koa';
import type { Admin } from './admit.ts';

/** A method on a resource of the admin API. */
export interface Operation {
  /** What the caller's token must have. */
  readonly scope: AdminScope;
  readonly handle: (call: Call) => Promise<void> | void;
}

/** A request that was let in. */
export interface Call {
  readonly ctx: Context;
  readonly admin: Admin;
  /** The last part of the path as it was sent, where the resource is one of many. */
  readonly id: string;
}
