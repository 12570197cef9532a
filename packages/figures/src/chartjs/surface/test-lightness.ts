import { luminance } from './palette'

/** The lightness that a colour has in grey print, from 0 (black) to 100 (white): L* of CIE 1976. */
export function lightness(color: string): number {
  const y = luminance(color)
  return y > 216 / 24389 ? 116 * Math.cbrt(y) - 16 : (y * 24389) / 27
}
