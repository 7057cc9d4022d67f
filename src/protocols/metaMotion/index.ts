export * from './commands.ts';
export * from './decoder.ts';
export * from './describeMetaMotion.ts';
export * from './fusionOutputs.ts';
export * from './modules.ts';
export * from './notifications.ts';
export * from './ranges.ts';
export * from './uuids.ts';
