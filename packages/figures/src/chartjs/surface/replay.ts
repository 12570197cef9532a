import { type DrawingStep } from './recorder'

/** Draws what was recorded on a canvas context whose unit is the point. */
export function replay(steps: readonly DrawingStep[], context: object): void {
  const target = context as Record<string, unknown>
  target.textAlign = 'left'
  target.textBaseline = 'alphabetic'
  for (const step of steps) {
    if ('set' in step) target[step.set] = isMadeOn(step.value) ? step.value.on(context) : step.value
    else (target[step.call] as (...args: readonly unknown[]) => void).apply(context, step.args as unknown[])
  }
}

/** A value that only a canvas can make, such as a gradient. */
interface MadeOn {
  on(context: object): unknown
}

const isMadeOn = (value: unknown): value is MadeOn => value !== null && typeof value === 'object' && 'on' in value
