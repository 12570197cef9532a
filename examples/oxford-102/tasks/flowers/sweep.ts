import { defineSweep } from 'bocas'

/** The flowers, read and scaled once: all runs of tasks/oxford-102 take the result. */
export default defineSweep({ side: 64 }, { data: ['data/102flowers.tgz', 'data/imagelabels.mat', 'data/setid.mat'] })
