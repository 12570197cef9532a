export { checkBackend, useBackend, type Backend } from './backend/use-backend'
export { backendNames, type BackendName } from './backend/names'
export { registerTrainingKernels } from './kernels/register'
export { fit, type Examples, type FitOptions } from './training/fit'
export { plainHistory, type FitHistory } from './training/history'
export { seededDropout, type SeededDropoutOptions } from './training/seeded-dropout'
export { seededPermutation } from './training/permutation'
export { restoreTraining, saveTraining, type SavedTensor, type TrainingState } from './training/training-state'
export { seedFor } from './training/seed-for'

/** TensorFlow.js itself, in the one version that the backends register with: `tf` has tensors and optimizers, `tfl` has layers and models. */
export * as tf from '@tensorflow/tfjs-core'
export * as tfl from '@tensorflow/tfjs-layers'
