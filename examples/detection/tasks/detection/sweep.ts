import { defineSweep, from, seeds, sweep } from 'bocas'
import type { run as grid } from '../grid/run'
import type { run as torch } from '../grid-torch/run'
import type { run as scenes } from '../scenes/run'

/** DETECTION_TORCH=yes: PyTorch is installed, and its detector is judged as well. */
const hasTorch = process.env.DETECTION_TORCH === 'yes'
const tfjs = { detections: from<typeof grid>('grid', { filters: sweep([8, 16]) }) }
const pytorch = { detections: from<typeof torch>('grid-torch', { filters: sweep([8, 16]) }) }

/** What detectors have found, judged. A change of the measure trains nothing. */
export default defineSweep(
  {
    scenes: from<typeof scenes>('scenes'),
    detector: hasTorch ? sweep({ tfjs, pytorch }) : sweep({ tfjs }),
    seed: seeds(3),
  },
  { env: ['DETECTION_TORCH'] },
)
