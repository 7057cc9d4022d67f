import type { Noble, NoblePeripheral } from './noble.ts';

/** HCI event Disconnection Complete, status 0, reason Hardware Failure; the handle is at 4. */
const LINK_GONE = [0x04, 0x05, 0x04, 0x00, 0x00, 0x00, 0x03] as const;
const HANDLE_AT = 4;

/**
 * Asks for the size of the adapter's buffers where noble did not, as on an exclusive HCI channel:
 * it would wait with everything it writes until it knows.
 */
export function completeSetUp(noble: Noble): void {
  const hci = noble._bindings?._hci;
  if (hci && hci._aclBuffers === undefined) hci.readLeBufferSize();
}

/**
 * Tells noble that the links of an adapter that went are gone, as the kernel does not: one fork
 * would keep them, and count what they had not sent against every later link.
 */
export function endLinks(noble: Noble): void {
  const handles = Object.keys(noble._bindings?._aclStreams ?? {});
  for (const handle of handles) endHandle(noble, Number(handle));
}

/** Tells noble that the link to the device `id` is gone, where nobody else does. */
export function endLink(noble: Noble, id: string): void {
  const handle = noble._bindings?._handles?.[id];
  if (typeof handle === 'number') endHandle(noble, handle);
}

function endHandle(noble: Noble, handle: number): void {
  const packet = Buffer.from(LINK_GONE);
  packet.writeUInt16LE(handle, HANDLE_AT);
  noble._bindings?._hci?.onSocketData(packet);
}

/**
 * Ends a connection attempt that died with the adapter. noble would hold its place in line for
 * ever and queue every later connection behind it, so that place is cleared.
 */
export function abandonPendingConnection(noble: Noble, peripheral: NoblePeripheral): void {
  peripheral.state = 'disconnected';
  if (noble._bindings) noble._bindings._pendingConnectionUuid = null;
  peripheral.emit('connect', new Error('it was abandoned'));
}
