import { beginRun, keepRun, keptText, RESULTS_FILES } from '../tools/figures/results.ts';
import { soakCalibration } from './calibration.ts';
import { soakCrash } from './crash.ts';
import { soakCues } from './cues.ts';
import { soakDamage } from './damage.ts';
import { soakExports } from './exports.ts';
import { soakExportsLive } from './exportsLive.ts';
import { soakFuzz } from './fuzz.ts';
import { soakHolds } from './holds.ts';
import { soakHostile } from './hostile/hostile.ts';
import { soakHub } from './hub/hubSoak.ts';
import { soakManyClients } from './hub/manyClients.ts';
import { HUB_OPTIONS_HELP, hubSoakOptions } from './hub/options.ts';
import { soakInflux } from './influx.ts';
import { soakKill } from './kill.ts';
import { soakLandings } from './landings.ts';
import { soakLibrary } from './library.ts';
import { soakNewcomer } from './newcomer.ts';
import { soakPage } from './page.ts';
import { soakRadio } from './radio.ts';
import { soakRadioFaults } from './radioFaults.ts';
import { soakReps } from './reps.ts';
import { Results } from './results.ts';
import { soakScrub } from './scrub.ts';
import { SOAK_WORDS } from './soakWords.ts';
import { soakSquats } from './squats.ts';
import { soakStop } from './stop.ts';
import { soakTrends } from './trends.ts';

/**
 * `npm run soak -- NAME`, without a name `hub`; `--help` lists them: the long forms of what the tests hold in short, against the bounds of
 * the design. Figures go to soak-results.json; the exit code is 1 when one misses its bound.
 */
const SOAKS: Readonly<
  Record<string, (results: Results, args: readonly string[]) => Promise<void>>
> = {
  hub: (results, args) => soakHub(results, hubSoakOptions(args)),
  clients: (results) => soakManyClients(results),
  calibration: soakCalibration,
  squats: soakSquats,
  reps: soakReps,
  holds: soakHolds,
  hostile: soakHostile,
  cues: soakCues,
  landings: soakLandings,
  kill: soakKill,
  damage: soakDamage,
  influx: soakInflux,
  radio: soakRadio,
  'radio-faults': soakRadioFaults,
  exports: soakExports,
  'exports-live': soakExportsLive,
  page: soakPage,
  library: soakLibrary,
  newcomer: soakNewcomer,
  scrub: soakScrub,
  crash: soakCrash,
  stop: soakStop,
  trends: soakTrends,
  fuzz: soakFuzz,
};

const USAGE = 2;

const given = process.argv.slice(2);
if (given.includes('--help')) {
  for (const [name, [takes = '', what = '']] of Object.keys(SOAKS).map(
    (each) => [each, SOAK_WORDS[each] ?? []] as const,
  )) {
    console.log(`${name.padEnd(16)}${takes.padEnd(8)}${what}`);
  }
  console.log(HUB_OPTIONS_HELP);
  process.exit(0);
}
const isNamed = given[0] !== undefined && !given[0].startsWith('-');
const name = isNamed ? (given[0] ?? '') : 'hub';
const args = isNamed ? given.slice(1) : given;
const soak = SOAKS[name];
if (soak === undefined) {
  console.error(`npm run soak -- "${name}": valid names are ${Object.keys(SOAKS).join(', ')}`);
  process.exit(USAGE);
}
const ended = beginRun();
const results = new Results(name);
await soak(results, args);
keepRun(RESULTS_FILES.soak, name, ended(results.rows, args));
console.log(keptText(RESULTS_FILES.soak));
process.exitCode = results.passed ? 0 : 1;
