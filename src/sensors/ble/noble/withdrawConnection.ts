import type { Noble, NoblePeripheral } from './noble.ts';
import { abandonPendingConnection } from './nobleAdapter.ts';

const CHECK_MS = 10;

/**
 * Takes a connection request back and waits until the adapter has said so, for at most
 * `timeoutMs`; a connection that was made in the last moment is ended again.
 */
export async function withdrawConnection(
  noble: Noble,
  peripheral: NoblePeripheral,
  timeoutMs: number,
): Promise<void> {
  if (peripheral.state === 'connecting') {
    peripheral.cancelConnect();
    await answered(noble, peripheral, timeoutMs);
  }
  // Read anew: the adapter's answer has changed it.
  if (isConnected(peripheral)) peripheral.disconnect();
}

/** One fork tells the answer by no event, but both clear the pending connection. */
async function answered(
  noble: Noble,
  peripheral: NoblePeripheral,
  timeoutMs: number,
): Promise<void> {
  const pending = () => noble._bindings?._pendingConnectionUuid === peripheral.id;
  for (let waitedMs = 0; pending() && waitedMs < timeoutMs; waitedMs += CHECK_MS) {
    await new Promise((resolve) => setTimeout(resolve, CHECK_MS));
  }
  if (pending()) abandonPendingConnection(noble, peripheral);
}

function isConnected({ state }: NoblePeripheral): boolean {
  return state === 'connected';
}
