export * from './commands.ts';
export * from './decoder.ts';
export * from './describeWitMotion.ts';
export * from './frameStream.ts';
export * from './frames.ts';
export * from './registers.ts';
export * from './uuids.ts';
