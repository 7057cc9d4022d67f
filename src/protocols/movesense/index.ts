export * from './dataMessage.ts';
export * from './decoder.ts';
export * from './describeMovesense.ts';
export * from './measurements.ts';
export * from './notifications.ts';
export * from './requests.ts';
export * from './uuids.ts';
