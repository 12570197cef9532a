import { fileKind } from './kinds/file'
import { imageKind } from './kinds/image'
import type { Kind } from './kind'
import { metricsKind } from './kinds/metrics'
import { seriesKind } from './kinds/series'
import { tableKind } from './kinds/table'
import { tensorKind } from './kinds/tensor'

/** The kinds that are always there. */
export const builtinKinds: Readonly<Record<string, Kind>> = Object.fromEntries(
  [metricsKind, seriesKind, tableKind, tensorKind, imageKind, fileKind].map((kind) => [
    kind.name,
    kind as unknown as Kind,
  ]),
)
