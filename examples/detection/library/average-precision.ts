/** A box in pixels, of an image, with its class. */
export interface Box {
  readonly image: number
  readonly class: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A box that a detector proposes; of two the one with the higher score is believed first. */
export interface Detection extends Box {
  readonly score: number
}

/** The overlaps of COCO: 0.5, 0.55, …, 0.95. */
export const COCO_OVERLAPS: readonly number[] = Array.from({ length: 10 }, (_, i) => (50 + 5 * i) / 100)

/** Intersection over union, from 0 to 1. */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  if (width <= 0 || height <= 0) return 0
  return (width * height) / (a.width * a.height + b.width * b.height - width * height)
}

/**
 * Mean average precision: the mean over classes that have boxes, and over these overlaps. The precision of a class is interpolated at 101 recalls, as COCO does
 * (Lin et al. 2014; pycocotools). A detection is right when it overlaps a box of its class enough that no better detection has taken.
 *
 * @throws RangeError when there are no boxes.
 */
export function meanAveragePrecision(
  boxes: readonly Box[],
  detections: readonly Detection[],
  overlaps: readonly number[] = COCO_OVERLAPS,
): number {
  const classes = [...new Set(boxes.map((box) => box.class))]
  if (classes.length === 0) throw new RangeError('there are no boxes to find')
  const precisions = overlaps.flatMap((least) =>
    classes.map((one) => averagePrecision(of(boxes, one), of(detections, one), least)),
  )
  return precisions.reduce((sum, value) => sum + value, 0) / precisions.length
}

const of = <B extends Box>(boxes: readonly B[], one: number): B[] => boxes.filter((box) => box.class === one)

function averagePrecision(boxes: readonly Box[], detections: readonly Detection[], least: number): number {
  const taken = new Set<Box>()
  let right = 0
  const points = [...detections]
    .sort((a, b) => b.score - a.score)
    .map((detection, index) => {
      const best = bestOf(
        boxes.filter((box) => box.image === detection.image && !taken.has(box)),
        detection,
      )
      if (best && overlap(best, detection) >= least) {
        taken.add(best)
        right++
      }
      return { recall: right / boxes.length, precision: right / (index + 1) }
    })
  let sum = 0
  for (let step = 0; step <= 100; step++) {
    sum += Math.max(0, ...points.filter(({ recall }) => recall >= step / 100).map(({ precision }) => precision))
  }
  return sum / 101
}

function bestOf(boxes: readonly Box[], detection: Detection): Box | undefined {
  let best: Box | undefined
  for (const box of boxes) if (best === undefined || overlap(box, detection) > overlap(best, detection)) best = box
  return best
}

/** Leaves out detections that overlap a better one of their image by half or more. */
export function withoutDoubles(detections: readonly Detection[]): Detection[] {
  const kept: Detection[] = []
  for (const one of [...detections].sort((a, b) => b.score - a.score)) {
    if (!kept.some((other) => other.image === one.image && overlap(other, one) >= 0.5)) kept.push(one)
  }
  return kept
}
