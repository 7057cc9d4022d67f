import { createRequire, Module } from 'node:module';
import type { SocketOpener, VirtualSocket } from './virtualSocket.ts';

/** noble's own type, as its first package declares it; the other fork has the same calls. */
export type Noble = typeof import('@abandonware/noble');

/** The two maintained forks of noble. */
export const NOBLE_STACKS = ['abandonware', 'stoprocent'] as const;
export type NobleStack = (typeof NOBLE_STACKS)[number];

/** A function that noble calls with `new`: what it returns is the socket. */
type SocketMaker = () => VirtualSocket;

const require = createRequire(import.meta.url);
let nextController: SocketOpener | undefined;

/**
 * A new, unmodified noble host stack over `controller`.
 * noble reaches for the native HCI socket by `require`, so that module's cache entry is filled
 * before noble is first loaded. Works in a process and in worker threads, not in `vm` contexts,
 * which have a module graph of their own.
 */
export function loadNobleOver(controller: SocketOpener, stack: NobleStack = 'abandonware'): Noble {
  return stack === 'abandonware' ? abandonwareOver(controller) : stoprocentOver(controller);
}

/** Opens its socket while it is constructed, from a class that it takes from the module itself. */
function abandonwareOver(controller: SocketOpener): Noble {
  const fromNoble = createRequire(require.resolve('@abandonware/noble'));
  fillCache(fromNoble, '@abandonware/bluetooth-hci-socket', AbandonwareSocket);
  nextController = controller;
  const Bindings: new (options: object) => object = fromNoble('./lib/hci-socket/bindings.js');
  const createNoble: (bindings: object) => Noble = fromNoble('./with-bindings.js');
  return createNoble(new Bindings({}));
}

/** Opens its socket when it starts, from a class that it asks `loadDriver` for by its options. */
function stoprocentOver(controller: SocketOpener): Noble {
  const fromNoble = createRequire(require.resolve('@stoprocent/noble'));
  fillCache(fromNoble, '@stoprocent/bluetooth-hci-socket', STOPROCENT_SOCKET_MODULE);
  const withBindings: (kind: string, options: { hciDriver: SocketMaker }) => Noble = fromNoble(
    './lib/resolve-bindings.js',
  );
  return withBindings('hci', {
    hciDriver: function VirtualDriver() {
      return controller.openSocket('tells');
    },
  });
}

function AbandonwareSocket(): VirtualSocket {
  if (!nextController) throw new Error('a virtual HCI socket was opened outside loadNobleOver');
  return nextController.openSocket('throws');
}

const STOPROCENT_SOCKET_MODULE = { loadDriver: (driver: SocketMaker) => driver };

function fillCache(fromNoble: NodeJS.Require, socketPackage: string, exports: unknown): void {
  const file = fromNoble.resolve(socketPackage);
  if (fromNoble.cache[file]?.exports === exports) return;
  const module = new Module(file);
  module.filename = file;
  module.loaded = true;
  module.exports = exports;
  fromNoble.cache[file] = module;
}
