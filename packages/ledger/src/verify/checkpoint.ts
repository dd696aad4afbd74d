import { checkpointHash, readStatement, type Statement } from '../chain/statement.ts';

/** A checkpoint as it is remembered outside. */
export interface Anchor {
  readonly number: number;
  /** Hex SHA-256 of the checkpoint. */
  readonly hash: string;
}

/** A checkpoint that was read, whoever signed it. */
export interface Checkpoint extends Anchor {
  readonly statement: Statement;
}

export function readCheckpoint(jws: string): Checkpoint | undefined {
  const statement = readStatement(jws);
  return statement && { statement, number: statement.number, hash: checkpointHash(jws) };
}
