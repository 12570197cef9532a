import { defineSweep } from 'bocas'

/** Scenes of digits with exact boxes, made once from the images of MNIST's training set. */
export default defineSweep(
  { scenes: { train: 800, test: 200 } },
  { data: ['data/train-images-idx3-ubyte', 'data/train-labels-idx1-ubyte'] },
)
