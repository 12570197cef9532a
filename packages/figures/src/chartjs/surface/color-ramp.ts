import { channelsOf, luminance } from './palette'

/** From light to dark by way of the first colour of the series; evenly darker, so that a grey print keeps the order. */
const STOPS = ['#EEF4F9', '#B3D0E6', '#6FA8CF', '#2E7FB8', '#0B5C93', '#083B63', '#041F38']

/** The shade of a place from 0 to 1. */
export function shadeOf(place: number): string {
  const at = Math.min(1, Math.max(0, place)) * (STOPS.length - 1)
  const index = Math.min(STOPS.length - 2, Math.floor(at))
  const [from, to] = [channelsOf(STOPS[index] as string), channelsOf(STOPS[index + 1] as string)]
  const mixed = from.map((channel, rgb) => Math.round(channel + (at - index) * ((to[rgb] as number) - channel)))
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}

/** Black or white, whichever is easier to read on a shade (contrast as WCAG 2.2 defines it). */
export function inkOn(shade: string): '#000000' | '#ffffff' {
  const ground = luminance(shade) + 0.05
  return ground / 0.05 >= 1.05 / ground ? '#000000' : '#ffffff'
}
