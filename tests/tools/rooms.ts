/**
 * The house plan: for every room, the other rooms it may import.
 * A room is a folder of `src`, one of the folders below outside it, or `index` for the library face;
 * `sensors/simulated` is a room of its own because it alone of the sensors knows the simulator.
 */

const foundation = ['geometry', 'signal', 'model'];
const stages = ['protocols', 'timing', 'orientation', 'body', 'movement'];
const core = [...foundation, 'firmware-protocol', ...stages, 'pipeline', 'recording'];
const all = [...core, 'reprocess', 'exchange', 'report', 'trend'];
const faces = ['stream', 'sensors', 'sensors/simulated', 'simulator', 'influx', 'hub'];

export type HousePlan = Readonly<Record<string, readonly string[]>>;

export const HOUSE_PLAN: HousePlan = {
  geometry: [],
  signal: [],
  model: [],
  'firmware-protocol': [],

  protocols: [...foundation, 'firmware-protocol'],
  timing: foundation,
  orientation: foundation,
  body: foundation,
  movement: foundation,

  pipeline: [...foundation, ...stages],
  recording: ['model', 'protocols'],

  reprocess: core,
  exchange: core,
  report: [...core, 'reprocess'],
  trend: [...core, 'reprocess'],

  stream: ['model'],
  // Its truth is stated by the same conventions as the estimate, so it uses the same formulas.
  simulator: [...foundation, 'protocols', 'firmware-protocol', 'body'],

  sensors: all,
  'sensors/simulated': [...all, 'simulator', 'sensors'],
  influx: all,
  hub: [...all, 'stream'],

  cli: [...all, ...faces],
  index: [...all, ...faces],

  // Of movement the types alone: its assessments come from the hub, as does every figure.
  'dashboards/live': ['model', 'stream', 'movement'],
  // The bands of the headline and the detectable change are those of the hub.
  'dashboards/grafana': ['model', 'influx', 'movement'],
};

/**
 * Rooms that are pure calculation or run in a browser: no files, sockets or radios.
 * Only `node:module` is open to them: `require` reads JSON without the warning that Node 20 prints
 * for importing it.
 */
export const ROOMS_WITHOUT_NODE: readonly string[] = [
  ...foundation,
  ...stages,
  'firmware-protocol',
  'pipeline',
  'stream',
  'dashboards/live',
];

/** Packages that few folders hide from all the others; the virtual air runs beneath noble. */
export const PACKAGE_HOMES: Readonly<Record<string, readonly string[]>> = {
  '@abandonware/noble': ['src/sensors/ble/', 'src/simulator/radio/'],
  '@stoprocent/noble': ['src/sensors/ble/', 'src/simulator/radio/'],
  '@influxdata/influxdb-client': ['src/influx/'],
};

/**
 * The room of a file, by its path from the project root with forward slashes.
 * A file whose folder is not in the plan is in the room its folder would be; a file
 * outside the house is in no room (null).
 */
export function roomOf(path: string, plan: HousePlan = HOUSE_PLAN): string | null {
  if (path === 'src/index.ts') return 'index';
  const folders = path.split('/').slice(0, -1);
  if (folders[0] === 'firmware-protocol') return 'firmware-protocol';
  if (folders[0] === 'dashboards' && folders.length > 1) return folders.slice(0, 2).join('/');
  if (folders[0] !== 'src' || folders.length < 2) return null;
  const inner = folders.slice(1, 3).join('/');
  return inner in plan ? inner : folders[1];
}
