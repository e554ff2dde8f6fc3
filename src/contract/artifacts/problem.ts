import type { Position } from './source-file.js';

/** Why a file, or a part of one, is not read. */
export class ArtifactProblem extends Error {
  constructor(
    message: string,
    readonly position: Position,
  ) {
    super(message);
  }
}
