import { placeLabel } from '../layout/place-label'
import { cornersOf } from '../surface/overlap'
import { spreadOut } from './spread-out'

const wishes = (...middles: number[]) => middles.map((middle) => ({ middle, height: 10 }))

describe('labels along an edge', () => {
  it('stay where they wish when there is room', () => {
    expect(spreadOut(wishes(50, 20), 0, 100)).toEqual([50, 20])
  })

  it('share the way when they would overlap, in their order', () => {
    expect(spreadOut(wishes(50, 50), 0, 100)).toEqual([45, 55])
    expect(spreadOut(wishes(52, 50, 51), 0, 100)).toEqual([61, 41, 51])
  })

  it('stay between the ends', () => {
    expect(spreadOut(wishes(2, 3), 0, 100)).toEqual([5, 15])
    expect(spreadOut(wishes(90, 99, 98), 0, 100)).toEqual([75, 95, 85])
  })

  it('do not fit when there are too many', () => {
    expect(spreadOut(wishes(1, 2, 3), 0, 29)).toBeNull()
  })
})

describe('a label beside a point', () => {
  const area = { left: 0, top: 0, right: 100, bottom: 100 }
  const size = { width: 20, height: 10 }
  const isInside = ({ left, top, right, bottom }: typeof area) => left >= 0 && top >= 0 && right <= 100 && bottom <= 100

  it('stands to the right, and to the left near the right edge', () => {
    expect(placeLabel({ x: 50, y: 50 }, size, area, [], [], true)).toMatchObject({ left: 54, top: 45 })
    expect(placeLabel({ x: 95, y: 50 }, size, area, [], [], true)).toMatchObject({ right: 91 })
  })

  it('never covers a text, and data only when it is needed', () => {
    const around = { left: 0, top: 0, right: 100, bottom: 100 }
    expect(placeLabel({ x: 50, y: 50 }, size, area, [cornersOf(around)], [], true)).toBeNull()
    expect(placeLabel({ x: 50, y: 50 }, size, area, [], [around], false)).toBeNull()
    expect(placeLabel({ x: 50, y: 50 }, size, area, [], [around], true)).not.toBeNull()
  })

  it.each([{ y: 50 }, { y: 2 }, { x: 50 }, { x: 99 }])('of a line %j is inside the plot', (anchor) => {
    const placed = placeLabel(anchor, size, area, [], [], true)
    expect(placed && isInside(placed)).toBe(true)
  })
})
