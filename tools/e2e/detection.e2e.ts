import {
  meanAveragePrecision,
  overlap,
  withoutDoubles,
  type Box,
  type Detection,
} from '../../examples/detection/library/average-precision'
import { whereThere } from '../jest/where'
import { ExampleWorkspace } from './rig/example'

jest.setTimeout(600_000)

const box = (x: number, width = 10, more: Partial<Box> = {}): Box => ({
  image: 0,
  class: 0,
  x,
  y: 0,
  width,
  height: 10,
  ...more,
})
const said = (score: number, at: Box): Detection => ({ ...at, score })

describe('average precision', () => {
  it.each([
    ['the same', box(0), box(0), 1],
    ['half of it', box(0), box(5), 5 / 15],
    ['one in the other', box(0), box(0, 5), 0.5],
    ['only edges in common', box(0), box(10), 0],
  ])('has the overlap of boxes that are %s', (_, a, b, expected) => expect(overlap(a, b)).toBeCloseTo(expected, 12))

  const two = [box(0), box(50)]
  it.each<[string, readonly Box[], readonly Detection[], number]>([
    ['all are found', two, [said(0.9, box(0)), said(0.8, box(50))], 1],
    ['nothing is found', two, [], 0],
    // Precision 1 up to recall 0.5: 51 of the 101 recalls.
    ['one of two is found', two, [said(0.9, box(0))], 51 / 101],
    ['a wrong one comes first', [box(0)], [said(0.9, box(80)), said(0.8, box(0))], 0.5],
    ['a wrong one comes last', [box(0)], [said(0.9, box(0)), said(0.8, box(80))], 1],
    [
      'a box is found twice',
      two,
      [said(0.9, box(0)), said(0.8, box(1)), said(0.7, box(50))],
      (51 + 50 * (2 / 3)) / 101,
    ],
    ['the class is another', [box(0)], [said(0.9, box(0, 10, { class: 1 }))], 0],
    ['the image is another', [box(0)], [said(0.9, box(0, 10, { image: 1 }))], 0],
    ['one of two classes is found', [box(0), box(50, 10, { class: 1 })], [said(0.9, box(0))], 0.5],
  ])('is right when %s', (_, boxes, detections, expected) =>
    expect(meanAveragePrecision(boxes, detections, [0.5])).toBeCloseTo(expected, 12),
  )

  it('is the mean over the overlaps of COCO', () => {
    // An overlap of 9/11 = 0.818: right at 0.5 to 0.8, seven of ten.
    expect(meanAveragePrecision([box(0)], [said(0.9, box(1))])).toBeCloseTo(0.7, 12)
  })

  it('is refused without boxes', () => expect(() => meanAveragePrecision([], [])).toThrow('there are no boxes to find'))

  it('leaves out doubles of a better detection, in its image only', () => {
    const [best, double, elsewhere] = [said(0.9, box(0)), said(0.8, box(1)), said(0.7, box(1, 10, { image: 1 }))]
    expect(withoutDoubles([double, elsewhere, best])).toEqual([best, elsewhere])
  })
})

const { it: itWithTorch } = whereThere(
  [{ call: ['/usr/bin/python3', '-c', 'import torch, numpy'], packages: 'python3-torch' }],
  { insists: process.env.BOCAS_INSIST === 'torch' },
)

const SCENES = 'paper/artifacts/scenes/run'

describe('the example of detection', () => {
  let workspace: ExampleWorkspace
  const fileOf = (artifact: string): string => {
    const { artifacts } = JSON.parse(workspace.read(`${SCENES}/result.json`)) as {
      artifacts: Record<string, { data: { file: string } }>
    }
    return artifacts[artifact]!.data.file
  }
  beforeAll(() => {
    workspace = ExampleWorkspace.copy('detection')
    workspace.edit('tasks/scenes/sweep.ts', 'train: 800, test: 200', 'train: 60, test: 20')
    for (const task of ['grid', 'grid-torch', 'detection'])
      workspace.edit(`tasks/${task}/sweep.ts`, 'seeds(3)', 'seeds(2)')
    for (const task of ['grid', 'grid-torch']) workspace.edit(`tasks/${task}/sweep.ts`, 'epochs: 8', 'epochs: 2')
  })
  afterAll(() => workspace.dispose())

  it('makes its scenes, trains, judges what was found, and builds its page', () => {
    const output = workspace.run('npm run paper')
    expect(output).toContain('scenes, grid, detection: 9 runs · 9 trained')
    expect(output).toContain('paper/build/paper.pdf: 1 page')
    const coco = JSON.parse(workspace.read(`${SCENES}/${fileOf('coco')}`)) as { annotations: { bbox: number[] }[] }
    expect(coco.annotations.length).toBeGreaterThan(80)
    for (const { bbox } of coco.annotations) expect(bbox.every((value) => value >= 0 && value <= 64)).toBe(true)
  })

  itWithTorch('has the detector in PyTorch in the same table', () => {
    const env = { DETECTION_TORCH: 'yes', PATH: `/usr/bin:${process.env.PATH}` }
    workspace.run('npx nx run paper:build', env)
    expect(workspace.read('paper/tables/detection/detectors.csv')).toContain('PyTorch')
  })
})
