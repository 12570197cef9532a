import { defineSweep } from 'bocas'

/** Scenes of digits with exact boxes, made once from the images of MNIST's training set; `draw` is the number that they are drawn from. */
export default defineSweep(
  { scenes: { train: 800, test: 200 }, draw: 1 },
  { data: ['data/train-images-idx3-ubyte', 'data/train-labels-idx1-ubyte'] },
)
