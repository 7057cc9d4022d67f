/** Opcode and content length in front of every MCAP record. */
export const RECORD_HEADER_BYTES = 9;

export interface RecordHeader {
  readonly opcode: number;
  /** Bytes that follow the header. */
  readonly contentBytes: number;
}

export function recordHeader(bytes: Uint8Array, at = 0): RecordHeader {
  const view = viewOf(bytes);
  return { opcode: view.getUint8(at), contentBytes: Number(view.getBigUint64(at + 1, true)) };
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
