import { PlacementStore } from '../../hub/placementStore.ts';
import type { Placement } from '../../model/placement.ts';
import type { ReadyFacts } from '../../movement/assessments/readiness.ts';
import { recordedWear } from '../../reprocess/wornSensors.ts';
import { type SurveyedSensor, surveySensors } from '../../sensors/ble/index.ts';
import type { AssessCheckFlags } from '../assessFlags.ts';
import { Countdown } from '../countdown.ts';
import { interruptible } from '../interruptible.ts';
import { openToRead } from '../openToRead.ts';
import { sensorCount } from '../sensors/sensorWords.ts';
import { withRadio } from '../sensors/withRadio.ts';

export interface ReadySensor {
  readonly id: string;
  /** null of one that is worn nowhere as far as is known. */
  readonly placement: Placement | null;
  readonly rateHz: number;
}

/** What an assessment is held against. */
export interface ReadySource {
  readonly sensors: readonly ReadySensor[];
  readonly facts: ReadyFacts;
  /** What is wrong with sensors that were heard, one sentence each. */
  readonly problems: readonly string[];
}

/** @throws CliError, RecordingError */
export async function sensorsOfRecording(file: string): Promise<ReadySource> {
  const recording = await openToRead(file);
  try {
    const { sensors, calibration } = await recordedWear(recording);
    return {
      sensors: sensors.map(({ sensor, placement }) => ({
        id: sensor.id,
        placement,
        rateHz: sensor.rateHz,
      })),
      facts: { calibration, subject: recording.metadata.settings.subject },
      problems: [],
    };
  } finally {
    await recording.close();
  }
}

/** Asks every sensor in range who it is; none is made to stream. @throws BleError, CliError */
export async function sensorsInRange(flags: AssessCheckFlags): Promise<ReadySource> {
  let heard = 0;
  const countdown = new Countdown(
    flags.seconds,
    () => `looking for sensors, ${sensorCount(heard)} found`,
  );
  countdown.start();
  try {
    return await interruptible('interrupted before the check was over', (signal) =>
      withRadio(flags, async (settings, worn) => {
        const found = await surveySensors(settings, {
          seconds: flags.seconds,
          ask: true,
          signal,
          found: (all) => {
            heard = all.length;
          },
          fault: (sentence) => console.error(`! ${sentence}`),
        });
        return inRange(found, worn ?? (await keptPlacements(flags.recordings)));
      }),
    );
  } finally {
    countdown.end();
  }
}

async function keptPlacements(folder: string): Promise<ReadonlyMap<string, Placement>> {
  const store = new PlacementStore(folder);
  const sentence = await store.load();
  if (sentence !== null) console.error(`! ${sentence}`);
  return store.placements;
}

function inRange(
  found: readonly SurveyedSensor[],
  worn: ReadonlyMap<string, Placement>,
): ReadySource {
  const sensors = found.flatMap(({ identity }) => {
    if (identity === null) return [];
    const { serial, rateHz } = identity;
    return [{ id: serial, placement: worn.get(serial) ?? null, rateHz }];
  });
  return {
    sensors: sensors.toSorted((a, b) => a.id.localeCompare(b.id, 'en')),
    facts: {},
    problems: found.flatMap(({ name, address, problem }) =>
      problem === null ? [] : [`${name || '(no name)'} (${address}): ${problem}`],
    ),
  };
}
