import { EventEmitter } from 'node:events';
import { createRequire, Module } from 'node:module';
import type { PeripheralController } from './peripheralController.ts';

export type Bleno = typeof import('@abandonware/bleno');

export interface LoadedBleno {
  readonly bleno: Bleno;
  /** Takes away what bleno leaves in the process: its poll timer and its exit listeners. */
  unload(): void;
}

/** The one thing of bleno's inside that is touched: its poll of the adapter never ends by itself. */
interface Polling {
  readonly _bindings: { readonly _hci: { pollIsDevUp: () => void } };
}

const require = createRequire(import.meta.url);
/** A new, unmodified bleno over `controller`, powered on; each call loads another. */
export async function loadBlenoOver(controller: PeripheralController): Promise<LoadedBleno> {
  const fromBleno = createRequire(require.resolve('@abandonware/bleno'));
  const socket = fromBleno.resolve('@abandonware/bluetooth-hci-socket');
  const before = fromBleno.cache[socket];
  const module = new Module(socket);
  module.filename = socket;
  module.loaded = true;
  module.exports = class extends BlenoSocket {
    constructor() {
      super(controller);
    }
  };
  fromBleno.cache[socket] = module;
  const own = fromBleno.resolve('./index.js').replace(/index\.js$/, '');
  // bleno is one per process unless its modules are forgotten.
  for (const file of Object.keys(fromBleno.cache)) {
    if (file.startsWith(own)) delete fromBleno.cache[file];
  }
  const bleno: Bleno & Polling = fromBleno('./index.js');
  if (before) fromBleno.cache[socket] = before;
  else delete fromBleno.cache[socket];

  const [signalled, exited] = [process.listeners('SIGINT'), process.listeners('exit')];
  // The first listener makes bleno open its socket.
  const powered = new Promise<void>((resolve) => {
    bleno.on('stateChange', (state) => {
      if (state === 'poweredOn') resolve();
    });
  });
  const onSignal = process.listeners('SIGINT').filter((added) => !signalled.includes(added));
  const onExit = process.listeners('exit').filter((added) => !exited.includes(added));
  await powered;
  return {
    bleno,
    unload() {
      bleno._bindings._hci.pollIsDevUp = () => {};
      for (const listener of onSignal) process.removeListener('SIGINT', listener);
      for (const listener of onExit) process.removeListener('exit', listener);
    },
  };
}

/** What bleno opens: two sockets, of which the one for managing keys has nothing to do here. */
class BlenoSocket extends EventEmitter {
  readonly #controller: PeripheralController;
  #raw = false;

  constructor(controller: PeripheralController) {
    super();
    this.#controller = controller;
  }

  bindControl(): void {}

  bindRaw(): void {
    this.#raw = true;
    this.#controller.on('data', (packet) => this.emit('data', packet));
  }

  start(): void {}

  setFilter(): void {}

  isDevUp(): boolean {
    return true;
  }

  write(packet: Buffer): void {
    if (this.#raw) this.#controller.write(packet);
  }
}
