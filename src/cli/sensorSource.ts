import type { PlacementStore } from '../hub/placementStore.ts';
import type { TruthSource } from '../hub/truthRecorder.ts';
import type { HubClock, SensorSource } from '../model/sensorSource.ts';
import { createBleSource, type NobleStack } from '../sensors/ble/index.ts';
import { createVirtualRadio } from '../simulator/radio/createVirtualRadio.ts';
import { drawDeviceClock } from '../simulator/radio/crystal.ts';
import { loadNobleOver } from '../simulator/radio/loadNobleOver.ts';
import { CONDITIONS, type ConditionsName } from '../simulator/radio/radioConditions.ts';
import { RemoteController } from '../simulator/radio/remote/remoteController.ts';
import type { SquatOptions } from '../simulator/squatOptions.ts';
import { type SquatSession, simulateSquatSession } from '../simulator/squatSession.ts';
import { type MakeWord, makeInTurn } from './makesOption.ts';
import { virtualPlacements } from './virtualPlacements.ts';

const US_PER_S = 1e6;

/** Sensors for a hub, and what must be switched on before them and off after. */
export interface HubSensors {
  readonly source: SensorSource;
  readonly simulated: SquatSession | null;
  /** Whether nobody wears them: recordings say so. */
  readonly isSimulation: boolean;
  /** Where the simulated body really is; null with a person in the sensors. */
  readonly truthAt: TruthSource | null;
  start(): Promise<void>;
  stop(): void;
}

export function bluetoothSensors(clock: HubClock, stack: NobleStack): HubSensors {
  return {
    source: createBleSource({ clock, stack }),
    simulated: null,
    isSimulation: false,
    truthAt: null,
    start: () => Promise.resolve(),
    stop: () => {},
  };
}

/** Of an air made of software: it has room for the shortest interval on every link. */
const AIR_INTERVAL_MS = 7.5;

/** Simulated sensors in the air of another process, which serves its adapter on a local socket. */
export function sensorsInAir(clock: HubClock, path: string, stack: NobleStack): HubSensors {
  const controller = new RemoteController(path);
  const nobleFactory = async () => {
    await controller.open();
    return loadNobleOver(controller, stack);
  };
  return {
    source: createBleSource({
      clock,
      nobleFactory,
      connectionIntervalMs: [AIR_INTERVAL_MS, AIR_INTERVAL_MS],
    }),
    simulated: null,
    isSimulation: true,
    truthAt: null,
    start: () => controller.open(),
    stop: () => controller.close(),
  };
}

/** For a hub that only replays: it looks for no sensor and so records nothing. */
export function noSensors(): HubSensors {
  const source: SensorSource = {
    kind: 'ble',
    on: () => () => {},
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    identify: () => Promise.resolve(),
    cue: () => Promise.reject(new Error('a replay has no sensors')),
    configure: () => Promise.resolve(),
  };
  return {
    source,
    simulated: null,
    isSimulation: false,
    truthAt: null,
    start: source.start,
    stop: () => {},
  };
}

/** What the virtual sensors of a hub are, and what they are reached through. */
export interface VirtualWorld {
  /** What the air does to packets. */
  readonly air: ConditionsName;
  /** Of the sensors, taken in turn. */
  readonly makes: readonly MakeWord[];
  readonly stack: NobleStack;
}

/**
 * Sensors that a simulated person wears, reached through the same radio stack over a virtual
 * adapter. They are put on the body in `placements`, as somebody would in the set-up view.
 * Air is what the radio does to packets; sensors in any but ideal air have clocks that drift.
 */
export function virtualSensors(
  clock: HubClock,
  placements: PlacementStore,
  { air, makes, stack }: VirtualWorld,
  options: Partial<SquatOptions>,
): HubSensors {
  const session = simulateSquatSession(options);
  const { seed = CONDITIONS[air].seed } = options;
  const radio = createVirtualRadio(session.feeds, {
    clock,
    stack,
    make: makeInTurn(makes),
    conditions: { ...CONDITIONS[air], seed },
    ...(air !== 'ideal' && { deviceClock: (i: number) => drawDeviceClock(seed, `${i}`) }),
  });
  return {
    source: createBleSource({ clock, nobleFactory: radio.nobleFactory }),
    simulated: session,
    isSimulation: true,
    truthAt: (timeUs) => ({ timeUs, legs: session.truthAt((timeUs - radio.epochUs) / US_PER_S) }),
    start: async () => {
      await placements.load();
      for (const [id, placement] of virtualPlacements(radio)) await placements.set(id, placement);
      radio.start();
    },
    stop: () => radio.stop(),
  };
}
