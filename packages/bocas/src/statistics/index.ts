export { count, max, mean, median, min, sd } from './describe'
export { formatEstimate, formatNumber, formatParts, type FormattedEstimate, type Scale } from './format'
export { summarize, tInterval, type Estimate, type Interval, type Summary } from './summary'
export { tCdf, tQuantile } from './t-distribution'
