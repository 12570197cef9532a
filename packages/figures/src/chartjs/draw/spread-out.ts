/** Something with a height that would like its middle to be at a place. */
export interface Wish {
  readonly middle: number
  readonly height: number
}

/**
 * Middles as close to the wishes as can be (least squares) without any two overlapping, all between `top` and `bottom`; null when they do not fit. In the
 * order of the wishes: what was above stays above. By merging neighbours that overlap into blocks (pool adjacent violators).
 */
export function spreadOut(wishes: readonly Wish[], top: number, bottom: number): number[] | null {
  const total = wishes.reduce((sum, { height }) => sum + height, 0)
  if (total > bottom - top) return null
  const order = wishes.map((_, index) => index).sort((a, b) => wishOf(a).middle - wishOf(b).middle)
  const blocks: { members: number[]; height: number; offsets: number }[] = []
  const topOf = (block: (typeof blocks)[number]) =>
    Math.min(Math.max(block.offsets / block.members.length, top), bottom - block.height)
  for (const index of order) {
    const { middle, height } = wishOf(index)
    let block = { members: [index], height, offsets: middle - height / 2 }
    for (
      let last = blocks.at(-1);
      last !== undefined && topOf(last) + last.height > topOf(block);
      last = blocks.at(-1)
    ) {
      blocks.pop()
      // Where the top of the joint block would have to be for each member's wish.
      block = {
        members: [...last.members, ...block.members],
        height: last.height + block.height,
        offsets: last.offsets + block.offsets - last.height * block.members.length,
      }
    }
    blocks.push(block)
  }
  const middles: number[] = []
  for (const block of blocks) {
    let at = topOf(block)
    for (const index of block.members) {
      middles[index] = at + wishOf(index).height / 2
      at += wishOf(index).height
    }
  }
  return middles

  function wishOf(index: number): Wish {
    return wishes[index] as Wish
  }
}
