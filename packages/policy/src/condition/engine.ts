import { type CelEnv, celEnv } from '@bufbuild/cel';

export const ENVIRONMENT: CelEnv = celEnv();
