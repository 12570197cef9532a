import { fileKind } from './file'
import { imageKind } from './image'
import type { Kind } from './kind'
import { metricsKind } from './metrics'
import { seriesKind } from './series'
import { tableKind } from './table'
import { tensorKind } from './tensor'

/** The kinds that are always there. */
export const builtinKinds: Readonly<Record<string, Kind>> = Object.fromEntries(
  [metricsKind, seriesKind, tableKind, tensorKind, imageKind, fileKind].map((kind) => [
    kind.name,
    kind as unknown as Kind,
  ]),
)
