import { BleError } from '../bleTransport.ts';
import { isNobleFault, NOBLE_CODE } from './guardNoble.ts';
import type { Noble, NobleHci } from './noble.ts';

/**
 * Makes `noble` open its adapter; what it finds there comes as `_state` and `stateChange`.
 * Returns the function that gives the adapter back and leaves no timer and no listener: a process
 * that closes its nobles can end by itself.
 * @throws BleError when there is no adapter to open.
 */
export function openNoble(noble: Noble): () => void {
  const interrupts = process.listeners('SIGINT');
  const exits = process.listeners('exit');
  let added: NodeJS.ExitListener[] = [];
  const close = () => {
    retire(noble);
    for (const listener of added) process.off('exit', listener);
  };
  try {
    initialise(noble);
  } catch (cause) {
    close();
    throw new BleError('No Bluetooth adapter could be opened', { cause, code: 'adapterOff' });
  } finally {
    added = process.listeners('exit').filter((listener) => !exits.includes(listener));
    releaseInterrupt(interrupts);
  }
  const hci = noble._bindings?._hci;
  if (hci) surviveMalformedPackets(hci);
  return close;
}

/**
 * Takes away noble's listener for SIGINT: being the last to register, it would end the process
 * before the hub has closed its recording.
 */
function releaseInterrupt(others: readonly NodeJS.SignalsListener[]): void {
  for (const listener of process.listeners('SIGINT')) {
    if (!others.includes(listener)) process.off('SIGINT', listener);
  }
}

/** One fork throws where there is no adapter, the other calls it `unsupported` for the moment. */
function initialise(noble: Noble): void {
  const states: string[] = [];
  const note = (state: string) => states.push(state);
  noble._bindings?.on?.('stateChange', note);
  try {
    if (noble.state !== undefined) states.push(noble.state);
  } finally {
    noble._bindings?.removeListener?.('stateChange', note);
  }
  if (states.includes('unsupported')) throw new Error('there is no such device');
}

/**
 * A packet too short for its kind makes noble throw out of its socket's listener, which would end
 * the process. Such a packet is dropped; errors of listeners that noble calls stay fatal.
 */
function surviveMalformedPackets(hci: NobleHci): void {
  const read = hci.onSocketData;
  hci.onSocketData = (packet) => {
    try {
      read.call(hci, packet);
    } catch (error) {
      if (!isNobleFault(error, NOBLE_CODE)) throw error;
    }
  };
  hci._socket.removeAllListeners('data');
  hci._socket.on('data', hci.onSocketData);
}

function retire(noble: Noble): void {
  const hci = noble._bindings?._hci;
  if (noble.stop) {
    if (hci !== null) noble.stop();
  } else if (hci) {
    // This fork cannot be stopped: its poll goes on for ever, and would open the adapter again.
    hci.pollIsDevUp = () => {};
    hci.init = () => {};
    hci._socket.removeAllListeners('data');
    hci._socket.stop();
  }
}
