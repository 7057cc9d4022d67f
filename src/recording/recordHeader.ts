/** Opcode and content length in front of every MCAP record. */
export const RECORD_HEADER_BYTES = 9;

export interface RecordHeader {
  readonly opcode: number;
  /** Bytes that follow the header. */
  readonly contentBytes: number;
}

const TWO_32 = 2 ** 32;

/** The header at `at`; a length beyond 2⁵³ is rounded, which no file comes near. */
export function recordHeader(view: DataView, at: number): RecordHeader {
  return {
    opcode: view.getUint8(at),
    contentBytes: view.getUint32(at + 1, true) + view.getUint32(at + 5, true) * TWO_32,
  };
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
