/** The part of the Bluetooth HCI (Core 5.4, Vol 4 Part E) that a central's host stack uses. */

export const PACKET = { command: 0x01, acl: 0x02, event: 0x04 } as const;

export const COMMAND = {
  disconnect: 0x0406,
  setEventMask: 0x0c01,
  reset: 0x0c03,
  readLeHostSupported: 0x0c6c,
  writeLeHostSupported: 0x0c6d,
  readLocalVersion: 0x1001,
  readAddress: 0x1009,
  readRssi: 0x1405,
  leSetEventMask: 0x2001,
  leReadBufferSize: 0x2002,
  leReadLocalFeatures: 0x2003,
  leSetScanParameters: 0x200b,
  leSetScanEnable: 0x200c,
  leCreateConnection: 0x200d,
  leCancelConnection: 0x200e,
} as const;

export const STATUS = {
  ok: 0x00,
  unknownCommand: 0x01,
  noConnection: 0x02,
  connectionTimeout: 0x08,
  memoryExceeded: 0x07,
  commandDisallowed: 0x0c,
  remoteUserEnded: 0x13,
  localHostEnded: 0x16,
} as const;

const EVENT = {
  disconnectionComplete: 0x05,
  commandComplete: 0x0e,
  commandStatus: 0x0f,
  completedPackets: 0x13,
  leMeta: 0x3e,
} as const;

const LE_EVENT = { connectionComplete: 0x01, advertisingReport: 0x02 } as const;

/** Packet boundary flags beside the handle of an ACL packet. */
const ACL_FIRST = 0x2000;
const ACL_CONTINUING = 0x1000;

export const REPORT = { connectable: 0x00, scanResponse: 0x04 } as const;

export function commandComplete(opcode: number, status: number, result: number[] = []): Buffer {
  return event(EVENT.commandComplete, [1, ...u16(opcode), status, ...result]);
}

export function commandStatus(opcode: number, status: number): Buffer {
  return event(EVENT.commandStatus, [status, 1, ...u16(opcode)]);
}

export function disconnectionComplete(handle: number, reason: number): Buffer {
  return event(EVENT.disconnectionComplete, [STATUS.ok, ...u16(handle), reason]);
}

export function completedPackets(handle: number, count: number): Buffer {
  return event(EVENT.completedPackets, [1, ...u16(handle), ...u16(count)]);
}

export const ROLE = { central: 0, peripheral: 1 } as const;

export function connectionComplete(connection: {
  readonly status: number;
  readonly role?: number;
  readonly handle: number;
  readonly address: string;
  readonly intervalUnits: number;
  readonly timeoutUnits: number;
}): Buffer {
  const { status, role = ROLE.central, handle, address, intervalUnits, timeoutUnits } = connection;
  return event(EVENT.leMeta, [
    LE_EVENT.connectionComplete,
    status,
    ...u16(handle),
    role,
    0, // peer address type: public
    ...addressBytes(address),
    ...u16(intervalUnits),
    ...u16(0), // latency
    ...u16(timeoutUnits),
    0, // clock accuracy
  ]);
}

export function advertisingReport(
  type: number,
  address: string,
  data: Uint8Array,
  rssiDbm: number,
): Buffer {
  const report = [type, 0, ...addressBytes(address), data.length, ...data, rssiDbm & 0xff];
  return event(EVENT.leMeta, [LE_EVENT.advertisingReport, 1, ...report]);
}

/**
 * An L2CAP frame on channel `cid` as ACL packets from the controller, of at most `maxBytes` of data
 * each.
 */
export function aclPackets(
  handle: number,
  cid: number,
  payload: Uint8Array,
  maxBytes: number,
): Buffer[] {
  const frame = Buffer.from([...u16(payload.length), ...u16(cid), ...payload]);
  const packets: Buffer[] = [];
  for (let start = 0; start < frame.length; start += maxBytes) {
    const data = frame.subarray(start, start + maxBytes);
    const boundary = start === 0 ? ACL_FIRST : ACL_CONTINUING;
    const header = [PACKET.acl, ...u16(handle | boundary), ...u16(data.length)];
    packets.push(Buffer.from([...header, ...data]));
  }
  return packets;
}

/** Reads an address in its order on the air, last byte first, at `offset`. */
export function readAddress(bytes: Buffer, offset: number): string {
  const hex = Array.from(bytes.subarray(offset, offset + 6), (b) =>
    b.toString(16).padStart(2, '0'),
  );
  return hex.reverse().join(':');
}

export function addressBytes(address: string): number[] {
  return address
    .split(':')
    .map((hex) => Number.parseInt(hex, 16))
    .reverse();
}

function event(code: number, parameters: number[]): Buffer {
  return Buffer.from([PACKET.event, code, parameters.length, ...parameters]);
}

function u16(value: number): [number, number] {
  return [value & 0xff, value >> 8];
}
