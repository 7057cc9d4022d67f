import type { HubClock } from '../../model/sensorSource.ts';
import type { ImuFeed } from '../imuFeed.ts';
import { Air } from './air.ts';
import type { AclBuffers } from './centralLinks.ts';
import { loadNobleOver, type Noble, type NobleStack } from './loadNobleOver.ts';
import { addressInMake, type MakeChoice, makeOf } from './makes/makeOf.ts';
import { SyncBeacons } from './makes/movellaDot/synchronisation.ts';
import { SensorTwin } from './makes/sensorTwin.ts';
import { IDEAL_CONDITIONS, type RadioConditions } from './radioConditions.ts';
import type { DeviceClock } from './sensorClock.ts';
import { VirtualController } from './virtualController.ts';
import { VirtualSensor } from './virtualSensor.ts';

export interface VirtualRadioOptions {
  /** The hub's clock: true time of the virtual world too. */
  readonly clock: HubClock;
  /** How often each sensor advertises while it is not connected, ms; default 60. */
  readonly advertisingIntervalMs?: number;
  /** What make each sensor is, by its place in the list; default, and where undefined, our own. */
  readonly make?: (index: number) => MakeChoice | undefined;
  /** Each sensor's own clock, by its place in the list; default exact, starting at 0. */
  readonly deviceClock?: (index: number) => DeviceClock;
  /**
   * The MTU each sensor offers, by its place in the list; default 247. Below 23, which no stack may
   * offer, a sensor of another make offers 23 and cuts its notifications.
   */
  readonly maxMtu?: (index: number) => number;
  /** Between two notifications of a sensor's battery level, ms; default 10 s, as the protocol has it. */
  readonly batteryIntervalMs?: number;
  /** What the radio does to packets; default `IDEAL_CONDITIONS`. */
  readonly conditions?: RadioConditions;
  /** The adapter's buffers; default 8 of 251 bytes, which take every message whole. */
  readonly aclBuffers?: AclBuffers;
  /** Which fork of noble runs over the adapter; default 'abandonware'. */
  readonly stack?: NobleStack;
}

export interface VirtualRadio {
  /** A new noble whose adapter is the virtual one. */
  readonly nobleFactory: () => Promise<Noble>;
  /** Those of our own make, in the order of the feeds; for dropping links and leaving range. */
  readonly sensors: readonly VirtualSensor[];
  /** Those of other makes, in the order of the feeds. */
  readonly twins: readonly SensorTwin[];
  readonly controller: VirtualController;
  /** For devices other than the sensors. */
  readonly air: Air;
  /** Start of the motion on the clock, integer microseconds since the Unix epoch. */
  readonly epochUs: number;
  /** Powers all sensors; sample 0 of each is taken at `epochUs`, default now. */
  start(epochUs?: number): void;
  /** Powers all sensors off; no timer of the virtual world remains. */
  stop(): void;
}

const EXACT_CLOCK: DeviceClock = { skewPpm: 0, offsetUs: 0 };
const DEFAULT_ADVERTISING_INTERVAL_MS = 60;
const DEFAULT_MTU = 247;
const DEFAULT_BATTERY_INTERVAL_MS = 10_000;

/**
 * A Bluetooth adapter in this process and, in its range, one virtual sensor per feed. It exercises
 * the host stack and the hub, not a radio: what a radio does to packets is drawn from `conditions`, not from
 * waves; airtime is not shared out, and there is no pairing.
 */
export function createVirtualRadio(
  feeds: readonly ImuFeed[],
  options: VirtualRadioOptions,
): VirtualRadio {
  const { clock, deviceClock, maxMtu } = options;
  const advertisingIntervalMs = options.advertisingIntervalMs ?? DEFAULT_ADVERTISING_INTERVAL_MS;
  const conditions = options.conditions ?? IDEAL_CONDITIONS;
  const air = new Air({ clock, advertisingIntervalMs, conditions });
  const controller = new VirtualController(air, options.aclBuffers);
  const beacons = new SyncBeacons();
  const sensors: VirtualSensor[] = [];
  const twins: SensorTwin[] = [];
  for (const [index, feed] of feeds.entries()) {
    const choice = options.make?.(index);
    const address = choice ? addressInMake(choice, addressOf(index)) : addressOf(index);
    const parts = {
      feed,
      clock,
      address,
      fate: air.fateOf(address),
      deviceClock: deviceClock?.(index) ?? EXACT_CLOCK,
      maxMtu: maxMtu?.(index) ?? DEFAULT_MTU,
      batteryPercent: 90 - (index % 10),
      batteryIntervalMs: options.batteryIntervalMs ?? DEFAULT_BATTERY_INTERVAL_MS,
    };
    if (!choice) sensors.push(new VirtualSensor(parts));
    else
      twins.push(new SensorTwin({ ...parts, make: makeOf(choice, { index, address, beacons }) }));
  }
  const all = [...sensors, ...twins];
  for (const sensor of all) air.add(sensor);
  let startUs = Number.NaN;
  return {
    nobleFactory: async () => loadNobleOver(controller, options.stack),
    sensors,
    twins,
    controller,
    air,
    get epochUs() {
      return startUs;
    },
    start(epochUs = clock()) {
      startUs = epochUs;
      for (const sensor of all) sensor.start(epochUs);
    },
    stop() {
      for (const sensor of all) sensor.stop();
      controller.setPowered(false);
    },
  };
}

function addressOf(index: number): string {
  const low = (index + 1).toString(16).padStart(4, '0');
  return `c0:7f:3b:00:${low.slice(0, 2)}:${low.slice(2)}`;
}
