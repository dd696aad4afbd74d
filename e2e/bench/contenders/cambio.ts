import { DEPLOYED_ENVIRONMENT } from '../../deploy/environment.ts';
import { packagedCambio } from '../../gateway/packaged.ts';
import { startGateway } from '../../gateway/start-gateway.ts';
import { trustOf } from '../../platforms/trust.ts';
import type { StartContender } from './contender.ts';

/** The gateway as an operator runs it, from its package: replay marks and the audit trail on, one mapping, the job it grants. */
export function cambio(name: string, args: readonly string[] = []): StartContender {
  return async (platform, audience, processors) => {
    const program = await packagedCambio();
    const started = performance.now();
    const gateway = await startGateway({
      trust: trustIn(platform.issuer, audience),
      args,
      env: DEPLOYED_ENVIRONMENT,
      processors,
      program,
      logsToFile: true,
    });
    return {
      name,
      origin: gateway.issuer,
      pid: gateway.pid,
      readyIn: performance.now() - started,
      stop: async () => void (await gateway.stop()),
    };
  };
}

function trustIn(url: string, audience: string): string {
  return trustOf({
    issuer: { id: 'github', provider: 'github-actions', url, audiences: [audience] },
    match: { repository_id: '712345678', ref: 'refs/heads/main' },
  });
}
