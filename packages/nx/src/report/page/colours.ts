/** Colours of groups, told apart by people who see colours in other ways as well: M. Okabe, K. Ito, Color Universal Design (2008), without the yellow, which is lost on white. */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#b8860b', '#56b4e9', '#8c6d5a', '#808080']
const DASHES: readonly (readonly number[])[] = [[], [8, 4], [2, 3], [10, 3, 2, 3]]

export const colourOf = (group: number): string => COLOURS[group % COLOURS.length]!

/** Beside the colour: nobody has to see one to tell groups apart. */
export const dashOf = (group: number): number[] => [
  ...DASHES[(group + Math.floor(group / COLOURS.length)) % DASHES.length]!,
]
