import { command, type Config, type table } from 'bocas'
import type grid from './sweep'

interface Found {
  readonly image: number
  readonly class: number
  readonly score: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

interface Output {
  readonly parameters: number
  readonly detections: ReturnType<typeof table<Found>>
}

/** The same detector in PyTorch. */
export const run = command<Config<typeof grid>, Output>('python3 train.py', { inputs: ['train.py'] })
