import { type DrawingContext } from './canvas'
import { Recorder } from './recorder'
import { replay } from './replay'

/** Every character is half its size wide, its ink as high as its size. */
const measurer = {
  font: '',
  measureText(text: string) {
    const size = Number(/([\d.]+)px/.exec(this.font)?.[1])
    return { width: (text.length * size) / 2, actualBoundingBoxAscent: size, actualBoundingBoxDescent: 0 }
  },
}
const start = () => {
  const recorder = new Recorder(measurer)
  const pen = recorder as unknown as DrawingContext
  pen.font = '10px "Bocas Serif"'
  return { recorder, pen }
}

describe('a recorded drawing', () => {
  it('is what was drawn, in its order, on any context', () => {
    const { recorder, pen } = start()
    pen.save()
    pen.fillStyle = '#ff0000'
    pen.fillRect(1, 2, 3, 4)
    pen.restore()
    const seen: unknown[] = []
    const context = {
      set fillStyle(value: string) {
        seen.push(value)
      },
      save: () => seen.push('save'),
      restore: () => seen.push('restore'),
      fillRect: (...args: number[]) => seen.push(args),
    }
    replay(recorder.steps, context)
    expect(seen).toEqual(['save', '#ff0000', [1, 2, 3, 4], 'restore'])
  })

  it('leaves out what nobody would see', () => {
    const { recorder, pen } = start()
    pen.fillStyle = 'transparent'
    pen.fillRect(1, 2, 3, 4)
    expect(recorder.steps).toEqual([{ set: 'fillStyle', value: 'transparent' }])
  })

  it('has circles of curves, and arcs as they are', () => {
    const { recorder, pen } = start()
    pen.arc(10, 10, 2, 0, 2 * Math.PI)
    pen.arc(10, 10, 2, 0, 1)
    const calls = recorder.steps.map((step) => 'call' in step && step.call)
    expect(calls).toEqual(['moveTo', ...Array<string>(4).fill('bezierCurveTo'), 'closePath', 'arc'])
  })

  it('knows where each text is, aligned, moved and turned', () => {
    const { recorder, pen } = start()
    pen.textAlign = 'right'
    pen.fillText('abcd', 30, 50)
    pen.save()
    pen.translate(100, 80)
    pen.rotate(-Math.PI / 2)
    pen.textAlign = 'left'
    pen.fillText('ab', 0, 0)
    pen.restore()
    const rounded = recorder.texts.map(({ corners }) => corners.map(([x, y]) => [Math.round(x), Math.round(y)]))
    expect(rounded[0]).toEqual([
      [10, 40],
      [30, 40],
      [30, 50],
      [10, 50],
    ])
    expect(rounded[1]).toEqual([
      [90, 80],
      [90, 70],
      [100, 70],
      [100, 80],
    ])
  })

  it('tells a text that is cut by a clip', () => {
    const { recorder, pen } = start()
    pen.beginPath()
    pen.rect(0, 0, 100, 20)
    pen.clip()
    pen.fillText('inside', 10, 15)
    pen.fillText('cut', 95, 15)
    expect(recorder.texts.map(({ isClipped }) => isClipped)).toEqual([false, true])
  })

  it('sets superscripts small and raised, and measures them so', () => {
    const { recorder, pen } = start()
    expect(pen.measureText('10⁻³').width).toBeCloseTo(10 + 7, 6)
    pen.fillText('10⁻³', 0, 50)
    const drawn = recorder.steps.flatMap((step) => ('call' in step && step.call === 'fillText' ? [step.args] : []))
    expect(drawn).toEqual([
      ['10', 0, 50],
      ['−3', 10, 50 - 3.3],
    ])
    expect(recorder.steps).toContainEqual({ set: 'font', value: '7.00px "Bocas Serif"' })
  })

  it('does not count the mark of a draft among the texts', () => {
    const { recorder, pen } = start()
    recorder.isGround = true
    pen.fillText('DRAFT', 0, 0)
    expect(recorder.texts).toEqual([])
  })
})
