import { defineFigures } from '@bocas/figures'
import type { run } from './run'

const labels = {
  'detector.detections.filters': 'filters',
  'test.ap50': 'AP at overlap 0.5',
  'test.ap': 'AP (COCO)',
  tfjs: 'TensorFlow.js',
  pytorch: 'PyTorch',
}

export default defineFigures<typeof run>(({ runs, table, strips, fact, mean }) => {
  table('detectors', runs, {
    rows: ['detector', 'detector.detections.filters'],
    show: ['test.ap50', 'test.ap'],
    better: 'max',
    as: 'percent',
    labels,
  })
  strips('seeds', runs, { facet: 'detector', x: 'detector.detections.filters', y: 'test.ap50', as: 'percent', labels })
  for (const { label, runs: ofSize } of runs.groupBy('detector.detections.filters')) {
    fact(`filters${label}.ap50`, mean(ofSize.only({ detector: 'tfjs' }), 'test.ap50'), { as: 'percent' })
  }
})
