import { canonicalJson, sha256 } from '../../keys/canonical-json'
import type { StoredResult } from './result-file'

/**
 * The digest of all that a run can see of a result that it takes: config, seed, artifacts and, by their digests, payloads. Not of its key: a result that was
 * made anew with the same bytes is the same.
 */
export const resultDigest = ({ config, seed, artifacts, payloads }: Omit<StoredResult, 'format' | 'seal'>): string =>
  sha256(canonicalJson({ config, ...(seed === undefined ? {} : { seed }), artifacts, payloads }))
