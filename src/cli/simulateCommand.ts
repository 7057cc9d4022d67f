import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { Command } from 'commander';
import { PLACEMENTS, type Placement, type Side } from '../model/placement.ts';
import type { SessionMetadata } from '../model/session.ts';
import type { PipelineSettings } from '../model/settings.ts';
import { DEFAULT_SETTINGS } from '../model/settings.ts';
import { Pipeline } from '../pipeline/pipeline.ts';
import { settingsHash } from '../recording/settingsHash.ts';
import { RecordingWriter } from '../recording/writer.ts';
import { DEFAULT_DELIVERY, simulatedInputs } from '../simulator/simulatedInputs.ts';
import type { SquatOptions } from '../simulator/squatOptions.ts';
import { type SquatSession, simulateSquatSession } from '../simulator/squatSession.ts';
import { CliError, UsageError } from './cliError.ts';
import { angleList, numberBetween, pseudonym, wholeNumberBetween } from './options.ts';
import { Progress } from './progress.ts';
import { SOFTWARE } from './projectFolder.ts';

/** Every simulated session begins at this instant, so that its file never depends on the day. */
const SIMULATED_START_US = Date.UTC(2026, 0, 1) * 1000;
const US_PER_S = 1e6;

interface SimulateFlags {
  readonly output: string;
  readonly reps: number;
  readonly fppa?: number[];
  readonly kneeValgus?: number[];
  readonly side: SquatOptions['affectedSide'];
  readonly thighTilt: number;
  readonly shankTilt: number;
  readonly toeOut: number;
  readonly height: number;
  readonly rate: number;
  readonly seed: number;
  readonly noise: SquatOptions['noise'];
  readonly sensors: Placement[];
  readonly subject: string;
  readonly stored: boolean;
}

export function simulateCommand(): Command {
  const simulate = new Command('simulate').description(
    'simulate a movement with sensors on, and record it with its truth',
  );
  simulate
    .command('squat')
    .description('quiet standing, five easy squats to calibrate on, then a set of squats')
    .requiredOption('-o, --output <file>', 'recording to write; never overwrites')
    .option('--reps <n>', 'squats in the set', wholeNumberBetween(0, 1000), 10)
    .option(
      '--fppa <degrees>',
      'frontal plane projection angle at the bottom, + valgus; a list such as 0,0,18 is taken in turn',
      angleList,
    )
    .option(
      '--knee-valgus <degrees>',
      'abduction in the knee joint itself, + valgus; another thing than --fppa, give one of them',
      angleList,
    )
    .option('--side <leg>', 'leg that shows the angle: left, right or both', legName, 'both')
    .option(
      '--thigh-tilt <degrees>',
      'thigh against vertical at the bottom',
      numberBetween(10, 80),
      60,
    )
    .option(
      '--shank-tilt <degrees>',
      'shank against vertical at the bottom',
      numberBetween(5, 45),
      30,
    )
    .option('--toe-out <degrees>', 'outward turn of both feet', numberBetween(-20, 40), 7)
    .option('--height <metres>', "the person's height", numberBetween(1.2, 2.2), 1.75)
    .option('--rate <Hz>', 'sampling rate of the sensors', numberBetween(25, 1000), 100)
    .option(
      '--seed <n>',
      'person, mounting and noise; the same seed gives the same file',
      wholeNumberBetween(0, 2 ** 31 - 1),
      1,
    )
    .option('--noise <model>', 'sensor errors: nominal or none', noiseName, 'nominal')
    .option('--sensors <list>', 'where sensors are worn, separated by commas', placementList, [
      'right_thigh',
      'right_shank',
      'left_thigh',
      'left_shank',
    ])
    .option('--subject <pseudonym>', 'never a name', pseudonym, 'simulated')
    .option('--no-stored', 'leave out what the pipeline makes of it: packets and truth alone')
    .addHelpText(
      'after',
      `
Examples:
  $ plumbline simulate squat --reps 10 --fppa 12 -o twelve.mcap
  $ plumbline simulate squat --fppa 0,0,18,24 --side left --seed 7 -o left.mcap
  $ plumbline start --replay left.mcap`,
    )
    .action(runSimulation);
  return simulate;
}

async function runSimulation(flags: SimulateFlags): Promise<void> {
  if (flags.fppa && flags.kneeValgus) {
    throw new UsageError('--fppa and --knee-valgus are different angles: give one of them');
  }
  const session = simulated(flags);
  const settings: PipelineSettings = {
    ...DEFAULT_SETTINGS,
    subject: {
      shankLengthM: session.person.shankLengthM,
      thighLengthM: session.person.thighLengthM,
      toeOutDeg: session.options.toeOutDeg,
    },
  };
  await record(flags, session, settings);
  console.log(
    `${flags.output}: ${session.reps.length} squats, ${session.durationS.toFixed(0)} s, ${flags.sensors.length} sensors at ${flags.rate} Hz`,
  );
}

function simulated(flags: SimulateFlags): SquatSession {
  try {
    return simulateSquatSession({
      seed: flags.seed,
      placements: flags.sensors,
      rateHz: flags.rate,
      heightM: flags.height,
      toeOutDeg: { right: flags.toeOut, left: flags.toeOut },
      reps: flags.reps,
      ...(flags.fppa && { fppaDeg: flags.fppa }),
      ...(flags.kneeValgus && { kneeValgusDeg: flags.kneeValgus }),
      affectedSide: flags.side,
      shankTiltDeg: flags.shankTilt,
      thighTiltDeg: flags.thighTilt,
      noise: flags.noise,
    });
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
}

async function record(
  flags: SimulateFlags,
  session: SquatSession,
  settings: PipelineSettings,
): Promise<void> {
  const metadata: SessionMetadata = {
    id: basename(flags.output, '.mcap'),
    subject: flags.subject,
    startedUs: SIMULATED_START_US,
    simulated: true,
    protocol: 'squat',
    notes: `simulated, seed ${flags.seed}`,
    software: SOFTWARE,
    settings,
    settingsHash: settingsHash(settings),
  };
  const writer = await RecordingWriter.create(flags.output, metadata);
  const pipeline = new Pipeline(settings);
  const progress = new Progress('simulating', session.durationS);
  const delivery = { ...DEFAULT_DELIVERY, seed: flags.seed };
  let truthUs = SIMULATED_START_US;
  let chunkUs = SIMULATED_START_US;
  for (const input of simulatedInputs(
    session.feeds,
    SIMULATED_START_US,
    session.durationS,
    delivery,
  )) {
    const nowUs = input.type === 'packet' ? input.packet.arrivalUs : input.timeUs;
    for (; truthUs <= nowUs; truthUs += US_PER_S / settings.frameRateHz) {
      const legs = session.truthAt((truthUs - SIMULATED_START_US) / US_PER_S);
      writer.writeTruth({ timeUs: truthUs, legs }, Math.max(truthUs, chunkUs));
    }
    writer.writeInput(input);
    const output = pipeline.push(input);
    if (flags.stored) writer.writeOutput(output);
    if (nowUs - chunkUs > US_PER_S) {
      chunkUs = nowUs;
      progress.at((nowUs - SIMULATED_START_US) / US_PER_S);
      await new Promise(setImmediate);
    }
  }
  await writer.close();
  progress.end();
  const { error } = writer.status;
  if (error) {
    await rm(flags.output, { force: true });
    throw new CliError(error.message);
  }
}

function legName(text: string): Side | 'both' {
  if (text === 'left' || text === 'right' || text === 'both') return text;
  throw new UsageError(`--side is "${text}": valid are left, right and both`);
}

function noiseName(text: string): SquatOptions['noise'] {
  if (text === 'nominal' || text === 'none') return text;
  throw new UsageError(`--noise is "${text}": valid are nominal and none`);
}

function placementList(text: string): Placement[] {
  return text.split(',').map((name) => {
    const known = PLACEMENTS.find((placement) => placement === name.trim());
    if (known) return known;
    throw new UsageError(`--sensors names "${name}": valid are ${PLACEMENTS.join(', ')}`);
  });
}
