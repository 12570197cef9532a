import { type AnyRuns, listOf } from 'bocas/internal'
import type { GroupAxis, StyleIndex } from '../../figure/plot'
import type { FigureContext } from './frame'
import { type LabelledGroup, labelledGroups, isSameGroup } from '../values/groups'
import { keyWords, type Labels } from '../values/labels'

/** Runs by series and, within each, by the groups of the x axis. */
export interface GroupGrid {
  readonly axis: GroupAxis
  /** One style per group, when there is only one series: then names on the axis have their colours. */
  readonly styles?: readonly StyleIndex[]
  readonly series: readonly {
    readonly label: string
    readonly style: StyleIndex
    /** Undefined members where a series has no such group. */
    readonly groups: readonly { readonly members: AnyRuns | undefined; readonly where: string }[]
  }[]
}

/** The options that say which groups there are. */
interface GridOptions {
  readonly x: string | readonly string[]
  readonly by?: string | readonly string[] | undefined
  readonly labels?: Labels | undefined
  readonly xLabel?: string | undefined
}

/** The groups and series of bars and boxes. */
export function gridOf({ runs, styles, typography: { language } }: FigureContext, options: GridOptions): GroupGrid {
  const { x, by, labels = {} } = options
  const [keys, seriesKeys] = [listOf<string>(x), listOf<string>(by)]
  if (keys.length === 0) throw new Error('`x` names no key')
  const groups = labelledGroups(runs, keys, labels, language)
  const place = (parts: readonly LabelledGroup[], one: LabelledGroup) => (group: LabelledGroup) => ({
    members: parts.find((part) => isSameGroup(part, group))?.runs,
    where: [one.label, group.label].filter(Boolean).join(', '),
  })
  return {
    axis: {
      label: options.xLabel ?? keys.map((key) => keyWords(key, labels)).join(', '),
      groups: groups.map((group) => group.words.join(', ')),
    },
    ...(seriesKeys.length > 0 ? {} : { styles: groups.map((group) => ({ ...styles.of(keys, group), shape: 0 })) }),
    series: labelledGroups(runs, seriesKeys, labels, language).map((one) => ({
      label: one.label,
      style: styles.of(seriesKeys, one),
      groups: groups.map(place(labelledGroups(one.runs, keys, labels, language), one)),
    })),
  }
}
