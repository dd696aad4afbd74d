export { accessTokenHash } from './access-token-hash.ts';
export { type BindingParts, createBinding, type KeyBinding, type PresentedKey } from './binding.ts';
export {
  checkDpopProof,
  type NoncePolicy,
  PROOF_WINDOW,
  type ProofCheck,
  type ProofRefusal,
  type Reserve,
} from './check-proof.ts';
export { createDpopKey, type DpopKey, makeDpopProof, type ProofRequest } from './make-proof.ts';
export { createNonces, type NonceOptions, type Nonces } from './nonces.ts';
export { PROOF_ALGORITHMS, type ProofAlgorithm } from './proof-key.ts';
export { createProver, type Proven, type Prover, type ProverOptions } from './prover.ts';
export { certificateThumbprint } from './thumbprint.ts';
