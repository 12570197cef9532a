// Installed by those who want it; this repository compiles without it. Importing it registers the backend 'tensorflow'.
declare module '@tensorflow/tfjs-node'
