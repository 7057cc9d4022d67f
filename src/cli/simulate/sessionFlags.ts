import { type Command, Option } from 'commander';
import { DEFAULT_SESSION_OPTIONS } from '../../simulator/sessionOptions.ts';
import { dayOrInstant } from '../catalogue/dayOrInstant.ts';
import {
  angleListBetween,
  assessmentId,
  numberBetween,
  outputPath,
  placementList,
  pseudonym,
  wholeNumberBetween,
} from '../options.ts';

/** So that the file of a simulated session never depends on the day it is made. */
const SIMULATED_START_US = Date.UTC(2026, 0, 1) * 1000;

/** The options that every simulated task has: the person, the sensors, the faults, the file. */
export function addSessionFlags(command: Command, rateHz: number): Command {
  return command
    .option('--toe-out <degrees>', 'outward turn of both feet', numberBetween(-20, 40), 7)
    .option('--height <metres>', "the person's height", numberBetween(1.2, 2.2), 1.75)
    .option('--rate <Hz>', 'sampling rate of the sensors', numberBetween(25, 1000), rateHz)
    .option(
      '--seed <n>',
      'person, mounting and noise; the same seed gives the same file',
      wholeNumberBetween(0, 2 ** 31 - 1),
      1,
    )
    .option(
      '--mounting-seed <n>',
      'mounting, noise and variation alone: the person of --seed with the sensors put on anew',
      wholeNumberBetween(0, 2 ** 31 - 1),
    )
    .addOption(
      new Option('--noise <model>', 'sensor errors')
        .choices(['nominal', 'none'])
        .default('nominal'),
    )
    .option('--sensors <list>', 'where sensors are worn, separated by commas', placementList, [
      ...DEFAULT_SESSION_OPTIONS.placements,
    ])
    .option(
      '--soft-tissue <times>',
      'how much skin and muscle move over the bone; 1 is the usual person',
      numberBetween(0, 2),
      0,
    )
    .option(
      '--strap-turn <times>',
      'straps turn after the first standing, by 1 times what calibrations usually leave or another share',
      numberBetween(0, 2),
      0,
    )
    .option(
      '--calibration-fppa <degrees>',
      'projection angle that both knees show in the calibration squats, a list is taken in turn',
      angleListBetween(-25, 35),
    )
    .option('--magnetometer', 'the sensors have a magnetometer and send it')
    .option(
      '--magnetic-disturbance <µT>',
      'what iron in the floor adds to the field there, less with the height',
      numberBetween(0, 100),
      0,
    )
    .option('--subject <pseudonym>', 'never a name', pseudonym, 'simulated')
    .addOption(
      new Option(
        '--started <day>',
        'day (UTC) or instant it is to begin at, for trends over sessions',
      )
        .argParser(dayOrInstant)
        .default(SIMULATED_START_US, '2026-01-01'),
    )
    .option(
      '--assessment <id>',
      'which assessment it is to be of, as "plumbline assess list" names it',
      assessmentId,
    )
    .option('--no-stored', 'leave out what the pipeline makes of it: packets and truth alone');
}

export function addOutputFlag(command: Command): Command {
  return command.requiredOption(
    '-o, --output <file>',
    'recording to write; never overwrites',
    outputPath,
  );
}
