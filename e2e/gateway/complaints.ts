import { startGateway } from './start-gateway.ts';

/** What a gateway says that must not start with these arguments. */
export async function complaintsOf(args: readonly string[]): Promise<string> {
  const started = await startGateway({ trust: '', args }).catch((refusal: unknown) => String(refusal));
  if (typeof started === 'string') return started;
  await started.stop();
  throw new Error(`the gateway started, with ${args.join(' ')}`);
}
