import type { Tree } from '@nx/devkit'
import { isSyntaxError, layoutOf, pluginOptions, type Layout } from 'bocas/internal/light'

/** Which folders the nx.json of a tree names; the usual ones where it names none. */
export function layoutIn(tree: Tree): Layout {
  try {
    return layoutOf(pluginOptions(tree.read('nx.json', 'utf8') ?? '{}')).layout
  } catch (error) {
    if (!isSyntaxError(error)) throw error
    return layoutOf(undefined).layout
  }
}
