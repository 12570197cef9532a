import { readNxJson, updateNxJson, type Tree } from '@nx/devkit'
import { isBlock, layoutOf, type PaperFolder, type Problem } from 'bocas/internal'
import { layoutIn } from '../shared/layout-in'
import { enterPlugin, PLUGIN } from '../shared/workspace-needs'
import { mainOf } from './add-paper'

/**
 * Finds the folder of a paper, or enters another one in nx.json: beside those that are there, or in the place of the usual one where that holds no text.
 *
 * @param named a folder; without one the first is meant.
 */
export function enterPaper(
  tree: Tree,
  named: string | undefined,
): { readonly paper: PaperFolder; readonly isNew: boolean } | { readonly problems: readonly Problem[] } {
  enterPlugin(tree)
  const { papers } = layoutIn(tree)
  const known = named === undefined ? papers[0] : papers.find(({ name, folder }) => [name, folder].includes(named))
  if (known) return { paper: known, isNew: false }
  const nxJson = readNxJson(tree)!
  const entries = (nxJson.plugins ?? []).map((plugin) => (typeof plugin === 'string' ? { plugin } : plugin))
  const own = entries.find(({ plugin }) => plugin === PLUGIN) as { options?: { paperDir?: unknown } }
  const options = { ...own.options, paperDir: withFolder(tree, own.options?.paperDir, papers, named!) }
  const { layout, problems } = layoutOf(options)
  if (problems.length > 0) return { problems }
  const isOwn = (place: number): boolean => entries[place]!.plugin === PLUGIN
  const plugins = nxJson.plugins!.map((plugin, place) => (isOwn(place) ? { ...entries[place]!, options } : plugin))
  updateNxJson(tree, { ...nxJson, plugins })
  return { paper: layout.papers.find(({ folder }) => folder === named!.replace(/\/$/, ''))!, isNew: true }
}

function withFolder(tree: Tree, paperDir: unknown, papers: readonly PaperFolder[], named: string): unknown {
  const isByTask = isBlock(paperDir)
  if (isByTask) return { ...paperDir, [named]: '*' }
  // Nobody has asked for the usual folder, and nothing is written in it.
  if (paperDir === undefined && mainOf(tree, papers[0]!) === undefined) return named
  return [...papers.map(({ folder }) => folder), named]
}
