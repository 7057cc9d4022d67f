import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import { pino } from 'pino';
import type { Feed } from '../hub/feed.ts';
import { FolderLibrary } from '../hub/folderLibrary.ts';
import { Hub, LOOPBACK } from '../hub/hub.ts';
import { createHubClock } from '../hub/hubClock.ts';
import { LiveFeed } from '../hub/liveSession.ts';
import { PlacementStore } from '../hub/placementStore.ts';
import { recordSessions } from '../hub/sessionRecording.ts';
import { influxConfigFrom } from '../influx/config.ts';
import { Uploader } from '../influx/uploader.ts';
import type { TaskGroup } from '../model/movement.ts';
import { DEFAULT_SETTINGS, type PipelineSettings } from '../model/settings.ts';
import { DEFAULT_THRESHOLDS, headlineOf } from '../movement/thresholds.ts';
import { Pipeline } from '../pipeline/pipeline.ts';
import { RECORDING_SUFFIX } from '../recording/naming.ts';
import { openRecording } from '../recording/reader.ts';
import { RecordingError } from '../recording/recordingError.ts';
import { recoverRecording } from '../recording/recover.ts';
import { CliError } from './cliError.ts';
import { angleList, numberBetween, pseudonym, wholeNumberBetween } from './options.ts';
import { DASHBOARD_FOLDER, SAMPLE_ID, SAMPLES_FOLDER, SOFTWARE } from './projectFolder.ts';
import { readyRadio } from './radio.ts';
import { holdRecordingsFolder } from './recordingsFolder.ts';
import { bluetoothSensors, type HubSensors, virtualSensors } from './sensorSource.ts';
import { whenAskedToStop } from './whenAskedToStop.ts';

const SHANK_SHARE_OF_HEIGHT = 0.246;
const THIGH_SHARE_OF_HEIGHT = 0.245;

interface StartFlags {
  readonly port: number;
  readonly host: string;
  readonly recordings: string;
  readonly replay?: string;
  readonly virtualSensors?: boolean;
  readonly fppa: number[];
  readonly seed: number;
  readonly subject: string;
  readonly height: number;
  readonly toeOut: number;
  readonly log: string;
}

export function startCommand(): Command {
  return new Command('start')
    .description('start the hub: sensors in, dashboard out')
    .option(
      '--port <n>',
      'port of dashboard and stream; 0 takes any',
      wholeNumberBetween(0, 65535),
      8040,
    )
    .option(
      '--host <address>',
      'address to listen on; the default keeps it to this machine',
      LOOPBACK,
    )
    .option('--recordings <folder>', 'where sessions are recorded', 'recordings')
    .option('--replay <file>', 'show a recording instead of sensors')
    .option('--virtual-sensors', 'four simulated sensors over a virtual radio, no hardware')
    .option(
      '--fppa <degrees>',
      'what the simulated squats show, taken in turn',
      angleList,
      [0, 8, 24, 0, 28],
    )
    .option('--seed <n>', 'of the simulated person', wholeNumberBetween(0, 2 ** 31 - 1), 1)
    .option('--subject <pseudonym>', 'who wears the sensors; never a name', pseudonym, 'anonymous')
    .option(
      '--height <metres>',
      "the person's height, for centimetres at the knee",
      numberBetween(1.2, 2.2),
      1.75,
    )
    .option(
      '--toe-out <degrees>',
      'outward turn of the feet in the squat stance',
      numberBetween(-20, 40),
      7,
    )
    .option(
      '--log <level>',
      'silent, error, warn, info or debug, as JSON lines on stderr',
      'silent',
    )
    .addHelpText(
      'after',
      `
Without a Bluetooth adapter it replays the bundled sample, which is simulated data.
Uploading to InfluxDB is on when INFLUX_HOST and INFLUX_BUCKET are set
(INFLUX_ORG; the token by INFLUX_TOKEN or INFLUX_TOKEN_FILE).`,
    )
    .action(start);
}

async function start(flags: StartFlags): Promise<void> {
  if (!existsSync(join(DASHBOARD_FOLDER, 'index.html'))) {
    throw new CliError(
      `the dashboard is not built in ${DASHBOARD_FOLDER}: run "npm run build" first`,
    );
  }
  const influx = influxConfigFrom(process.env);
  const replay = await replayToShow(flags);
  const folder = await holdRecordingsFolder(resolve(flags.recordings));
  for (const repair of folder.repairs) console.log(repair);

  const clock = createHubClock();
  const logger = pino({ level: flags.log }, pino.destination({ dest: 2, sync: true }));
  const placements = new PlacementStore(folder.path);
  const sensors = sensorsFor(flags, clock, placements);
  const settings = settingsFor(flags, sensors);
  const uploader = new Uploader({ config: influx, recordingsFolder: folder.path });
  const feed = new LiveFeed({
    source: sensors.source,
    pipeline: new Pipeline(settings),
    openRecording: recordSessions(
      folder.path,
      {
        subject: flags.subject,
        simulated: sensors.simulated !== null,
        protocol: 'squat',
        notes: '',
        software: SOFTWARE,
        settings,
      },
      sensors.truthAt,
    ),
    placements,
    clock,
    logger,
    facts: {
      simulated: sensors.simulated !== null,
      frameRateHz: settings.frameRateHz,
      headline: headline(settings.task),
    },
  });
  const hub = new Hub({
    host: flags.host,
    port: flags.port,
    feed,
    library: new FolderLibrary([folder.path, SAMPLES_FOLDER], headline),
    dashboardsFolder: DASHBOARD_FOLDER,
    clock,
    software: SOFTWARE,
    logger,
  });
  if (replay === null) tellFaults(feed);
  try {
    await sensors.start();
    await hub.start();
    if (replay) await hub.replay(replay.feed);
  } catch (error) {
    await folder.release();
    throw error;
  }
  uploader.start();
  console.log(`${replay?.sentence ?? sensorSentence(sensors)}\nOpen ${hub.url}   (Ctrl-C ends it)`);

  whenAskedToStop(async () => {
    await hub.stop();
    sensors.stop();
    await uploader.stop();
    await folder.release();
  });
}

interface ReplayToShow {
  readonly feed: Feed;
  readonly sentence: string;
}

/** The recording asked for; the sample where nothing was asked for and no radio is there. */
async function replayToShow(flags: StartFlags): Promise<ReplayToShow | null> {
  if (flags.replay !== undefined) {
    const path = resolve(flags.replay);
    await finished(path);
    const library = new FolderLibrary([dirname(path)], headline);
    const feed = await library.openReplay(basename(path, RECORDING_SUFFIX));
    const what = feed.facts.simulated ? 'simulated data' : 'a recording';
    return { feed, sentence: `Replaying ${what}: ${flags.replay}` };
  }
  if (flags.virtualSensors) return null;
  const radio = await readyRadio();
  if (radio.available) return null;
  const feed = await new FolderLibrary([SAMPLES_FOLDER], headline).openReplay(SAMPLE_ID);
  return {
    feed,
    sentence: `${[radio.sentence, radio.advice].filter(Boolean).join(' ')}\nReplaying the bundled sample, which is simulated data.`,
  };
}

/** A recording left by a killed hub is finalized before it is shown. */
async function finished(path: string): Promise<void> {
  try {
    await (await openRecording(path)).close();
  } catch (error) {
    if (!(error instanceof RecordingError) || error.problem !== 'unfinished') throw error;
    const { durationS } = await recoverRecording(path);
    console.log(`recovered ${path}: ${durationS.toFixed(1)} s`);
  }
}

function sensorsFor(
  flags: StartFlags,
  clock: ReturnType<typeof createHubClock>,
  placements: PlacementStore,
): HubSensors {
  if (!flags.virtualSensors) return bluetoothSensors(clock);
  const { seed, fppa, height, toeOut } = flags;
  return virtualSensors(clock, placements, {
    seed,
    fppaDeg: fppa,
    heightM: height,
    toeOutDeg: { right: toeOut, left: toeOut },
    // Time for the links to come up before the simulated person begins to move.
    standingS: 10,
    repeat: true,
  });
}

function settingsFor(flags: StartFlags, sensors: HubSensors): PipelineSettings {
  const person = sensors.simulated?.person;
  return {
    ...DEFAULT_SETTINGS,
    subject: {
      shankLengthM: person?.shankLengthM ?? SHANK_SHARE_OF_HEIGHT * flags.height,
      thighLengthM: person?.thighLengthM ?? THIGH_SHARE_OF_HEIGHT * flags.height,
      toeOutDeg: { right: flags.toeOut, left: flags.toeOut },
    },
  };
}

function headline(task: TaskGroup) {
  return headlineOf(task, DEFAULT_THRESHOLDS);
}

function sensorSentence(sensors: HubSensors): string {
  return sensors.simulated
    ? 'Four simulated sensors on a virtual radio; the session is recorded as simulated, with its truth.'
    : 'Looking for sensors; switch them on and place them in the set-up view.';
}

function tellFaults(feed: Feed): void {
  feed.on('event', (event) => {
    if (event.type === 'fault') console.error(`! ${event.sentence}`);
  });
}
