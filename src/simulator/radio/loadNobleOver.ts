import { createRequire, Module } from 'node:module';
import type { VirtualController } from './virtualController.ts';

/** noble's own type, as its package declares it. */
export type Noble = typeof import('@abandonware/noble');

const require = createRequire(import.meta.url);
let nextController: VirtualController | undefined;

/**
 * A new, unmodified noble host stack over `controller`.
 * noble reaches for the native HCI socket by `require`, so that module's cache entry is filled
 * with a class that hands out controllers before noble is first loaded. Works in a process and in
 * worker threads, not in `vm` contexts, which have a module graph of their own.
 */
export function loadNobleOver(controller: VirtualController): Noble {
  const fromNoble = createRequire(require.resolve('@abandonware/noble'));
  const file = fromNoble.resolve('@abandonware/bluetooth-hci-socket');
  if (!(fromNoble.cache[file]?.exports === VirtualSocket)) {
    const module = new Module(file);
    module.filename = file;
    module.loaded = true;
    module.exports = VirtualSocket;
    fromNoble.cache[file] = module;
  }
  nextController = controller;
  const Bindings: new (options: object) => object = fromNoble('./lib/hci-socket/bindings.js');
  const createNoble: (bindings: object) => Noble = fromNoble('./with-bindings.js');
  return createNoble(new Bindings({}));
}

/** Stands for the native socket's class: constructing it yields the next controller. */
function VirtualSocket(): VirtualController {
  if (!nextController) throw new Error('a virtual HCI socket was opened outside loadNobleOver');
  return nextController;
}
