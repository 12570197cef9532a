import { command, type Config } from 'bocas'
import type grid from './sweep'

interface Output {
  readonly parameters: number
  readonly detections: ReturnType<
    typeof import('bocas').table<{
      image: number
      class: number
      score: number
      x: number
      y: number
      width: number
      height: number
    }>
  >
}

/** The same detector in PyTorch. */
export const run = command<Config<typeof grid>, Output>('python3 train.py', { inputs: ['train.py'] })
