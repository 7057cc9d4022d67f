export * from './control.ts';
export * from './info.ts';
export * from './protocolError.ts';
export * from './streamPacket.ts';
export { MAX_TEXT_BYTES, parseText } from './text.ts';
export * from './uuids.ts';
export * from './version.ts';
