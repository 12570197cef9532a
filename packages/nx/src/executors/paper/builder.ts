import { createRequire } from 'node:module'
import { join } from 'node:path'
import { withCodes } from 'bocas/internal/made'
import type * as PaperPackage from '@bocas/paper'
import { isUnresolved } from 'bocas/internal/light'

export type Builder = typeof PaperPackage

/** The workspace's own `@bocas/paper`. @throws Error when it is not installed. */
export function openBuilder(root: string): Builder {
  const load = createRequire(join(root, 'package.json'))
  try {
    load.resolve('@bocas/paper')
  } catch (error) {
    if (!isUnresolved(error)) throw error
    throw new Error(
      withCodes('the package that builds papers is not installed → npm install --save-dev @bocas/paper', [
        'missing-paper-package',
      ]),
    )
  }
  return load('@bocas/paper') as Builder
}
