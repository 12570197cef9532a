/**
 * End-to-end suites that take several minutes each: other versions of Nx and Node, other places in which to begin or to install, and attacks of which the kind
 * is tried in a shorter suite as well. `npm test` leaves them out and `npm run test:long` runs them; the gate does both where there is time (`.ci/run`).
 */
export const LONG_SUITES: readonly string[] = [
  'tools/e2e/create-elsewhere.e2e.ts',
  'tools/e2e/forged.e2e.ts',
  'tools/e2e/lost-folders.e2e.ts',
  'tools/e2e/matrix.e2e.ts',
  'tools/e2e/packed.e2e.ts',
  'tools/e2e/pretrain-finetune.e2e.ts',
]
