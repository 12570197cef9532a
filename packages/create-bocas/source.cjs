// Loads this repository's packages from their TypeScript sources. Packed releases have no TypeScript and no such file.
// Measured cost: docs/decisions/0004-sources-without-a-build.md.
require('tsx/cjs')
