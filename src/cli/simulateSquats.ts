import { basename } from 'node:path';
import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { SessionMetadata } from '../model/session.ts';
import type { PipelineSettings } from '../model/settings.ts';
import { DEFAULT_SETTINGS } from '../model/settings.ts';
import { Pipeline } from '../pipeline/pipeline.ts';
import { settingsHash } from '../recording/settingsHash.ts';
import type { RecordingWriter } from '../recording/writer.ts';
import { DEFAULT_DELIVERY, simulatedInputs } from '../simulator/simulatedInputs.ts';
import { type SquatSession, simulateSquatSession } from '../simulator/squatSession.ts';
import { UsageError } from './cliError.ts';
import { Progress } from './progress.ts';
import { SOFTWARE } from './projectFolder.ts';
import { recordWhole } from './recordWhole.ts';
import type { SimulateFlags } from './simulateFlags.ts';

/** Every simulated session begins at this instant, so that its file never depends on the day. */
const SIMULATED_START_US = Date.UTC(2026, 0, 1) * 1000;
const US_PER_S = 1e6;

/**
 * Records a simulated squat session into a new file, or leaves no file at all.
 * @throws UsageError for angles that exclude each other
 * @throws CliError, RecordingError when the file cannot be written or Ctrl-C ended it
 */
export async function simulateSquats(flags: SimulateFlags): Promise<void> {
  if (flags.fppa && flags.kneeValgus) {
    throw new UsageError(
      '--fppa and --knee-valgus are both given, but are different angles: valid is one of them',
    );
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
  await recordWhole(flags.output, metadataOf(flags, settings), (writer, interrupted) =>
    fill(writer, flags, session, settings, interrupted),
  );
  console.log(
    `${flags.output}: ${session.reps.length} squats, ${session.durationS.toFixed(0)} s, ${flags.sensors.length} sensors at ${flags.rate} Hz`,
  );
}

function simulated(flags: SimulateFlags): SquatSession {
  return simulateSquatSession({
    seed: flags.seed,
    mountingSeed: flags.mountingSeed ?? null,
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
}

function metadataOf(flags: SimulateFlags, settings: PipelineSettings): SessionMetadata {
  return {
    id: basename(flags.output, '.mcap'),
    subject: flags.subject,
    startedUs: SIMULATED_START_US,
    simulated: true,
    protocol: 'squat',
    notes: `simulated, seed ${flags.seed}${flags.mountingSeed === undefined ? '' : `, mounting seed ${flags.mountingSeed}`}`,
    software: SOFTWARE,
    settings,
    settingsHash: settingsHash(settings),
  };
}

async function fill(
  writer: RecordingWriter,
  flags: SimulateFlags,
  session: SquatSession,
  settings: PipelineSettings,
  interrupted: AbortSignal,
): Promise<void> {
  const pipeline = new Pipeline(settings);
  const progress = new Progress('simulating', session.durationS);
  const delivery = { ...DEFAULT_DELIVERY, seed: flags.mountingSeed ?? flags.seed };
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
      await letOthersRun();
      interrupted.throwIfAborted();
    }
  }
  progress.end();
}
