import { type Config, type Ctx } from 'bocas'
import { meanAveragePrecision, type Box, type Detection } from '../../library/average-precision'
import type grid from './sweep'

/** Mean average precision on the test scenes, from 0 to 1: at an overlap of half, and as COCO has it. */
export async function run({ scenes, detector }: Config<typeof grid>, ctx: Ctx) {
  const given = ctx.from(scenes)
  const train = given.metric('train')
  const boxes = (given.get('boxes') as unknown as readonly Box[]).filter(({ image }) => image >= train)
  const found = ctx.from(detector.detections).get('detections') as unknown as readonly Detection[]
  return {
    found: found.length,
    test: { ap50: meanAveragePrecision(boxes, found, [0.5]), ap: meanAveragePrecision(boxes, found) },
  }
}
