import { vi } from 'vitest';
import type { BleLink } from '../../../src/sensors/ble/bleTransport.ts';
import { isSensor } from '../../../src/sensors/ble/makes/drivers.ts';
import {
  NobleTransport,
  type NobleTransportOptions,
} from '../../../src/sensors/ble/noble/nobleTransport.ts';
import type { ImuFeed } from '../../../src/simulator/imuFeed.ts';
import {
  createVirtualRadio,
  type VirtualRadioOptions,
} from '../../../src/simulator/radio/createVirtualRadio.ts';
import { PACKET } from '../../../src/simulator/radio/hci.ts';
import type { NobleStack } from '../../../src/simulator/radio/loadNobleOver.ts';
import type { VirtualController } from '../../../src/simulator/radio/virtualController.ts';
import { clock, type RadioWorldOptions, radioWorld, until } from './radioWorld.ts';

/** Short enough for a test to wait for, long enough for a loaded machine. */
export const TIMEOUTS = {
  connectTimeoutMs: 2000,
  operationTimeoutMs: 2000,
  discoveryTimeoutMs: 3000,
  scanTimeoutMs: 2000,
  quietScanMs: 60_000,
} as const;

/** Where a world belongs: the fork of noble it runs on, and the test that ends it. */
export interface WorldOwner {
  readonly stack: NobleStack;
  readonly onTestFinished: (close: () => Promise<void> | void) => void;
}

/** A `radioWorld`, ended with its test. */
export function ownedWorld(
  { stack, onTestFinished }: WorldOwner,
  feeds: readonly ImuFeed[],
  options: Omit<RadioWorldOptions, 'stack'> = {},
) {
  const made = radioWorld(feeds, { ...options, stack });
  onTestFinished(async () => {
    await made.source.stop();
    made.radio.stop();
  });
  return made;
}

/** An `ownedWorld` with short timeouts. */
export function faultWorld(
  owner: WorldOwner,
  feeds: readonly ImuFeed[],
  options: Omit<RadioWorldOptions, 'stack'> = {},
) {
  return ownedWorld(owner, feeds, { ...options, source: { ...TIMEOUTS, ...options.source } });
}

/** A transport alone over a virtual radio, switched on, its sensors powered. */
export async function transportWorld(
  { stack, onTestFinished }: WorldOwner,
  feeds: readonly ImuFeed[],
  options: {
    readonly radio?: Partial<VirtualRadioOptions>;
    readonly transport?: Partial<NobleTransportOptions>;
  } = {},
) {
  const radioOptions = { clock, advertisingIntervalMs: 20, stack, ...options.radio };
  const radio = createVirtualRadio(feeds, radioOptions);
  const noble = await radio.nobleFactory();
  const transport = new NobleTransport(noble, {
    ...TIMEOUTS,
    withdrawTimeoutMs: 800,
    closeTimeoutMs: 500,
    connectionIntervalMs: [7.5, 7.5],
    supervisionTimeoutMs: 3000,
    ...options.transport,
  });
  onTestFinished(() => {
    transport.close();
    radio.stop();
  });
  radio.start();
  transport.open();
  await until('the adapter is on', () => transport.adapterState === 'poweredOn');
  return { radio, noble, transport };
}

/** The transport's addresses of `count` sensors, in the order of their addresses. */
export async function advertisers(transport: NobleTransport, count: number): Promise<string[]> {
  const heard = new Set<string>();
  const unlisten = transport.onAdvertisement(({ address }) => heard.add(address));
  await transport.startScan(isSensor);
  await until(`${count} advertisers`, () => heard.size === count);
  await transport.stopScan();
  unlisten();
  return [...heard].sort();
}

/** A link to the only sensor of a transport world. */
export async function linked(transport: NobleTransport): Promise<BleLink> {
  const [address] = await advertisers(transport, 1);
  return transport.connect(address!, new AbortController().signal);
}

export interface HciCommand {
  readonly opcode: number;
  readonly parameters: Buffer;
}

/** The commands that the host gives from now on, as they come. */
export function commandsTo(controller: VirtualController): HciCommand[] {
  const commands: HciCommand[] = [];
  const receive = controller.receive.bind(controller);
  vi.spyOn(controller, 'receive').mockImplementation((packet) => {
    if (packet[0] === PACKET.command) {
      commands.push({ opcode: packet.readUInt16LE(1), parameters: packet.subarray(4) });
    }
    receive(packet);
  });
  return commands;
}
