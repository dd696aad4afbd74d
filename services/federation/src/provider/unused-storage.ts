import type { Adapter } from 'oidc-provider';

/** Storage that holds nothing, for models the framework never uses here, or uses in part. */
export function unused(model: string): Adapter {
  const refuse = async (): Promise<never> => {
    throw new Error(`${model} is not stored here`);
  };
  return {
    find: async () => undefined,
    upsert: refuse,
    findByUserCode: refuse,
    findByUid: refuse,
    consume: refuse,
    destroy: refuse,
    revokeByGrantId: refuse,
  };
}
