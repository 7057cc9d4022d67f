import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pino } from 'pino';
import { CalibrationStore } from '../hub/calibrationStore.ts';
import { freeBytesIn } from '../hub/diskSpace.ts';
import type { Feed } from '../hub/feed.ts';
import { FolderLibrary } from '../hub/folderLibrary.ts';
import { Hub } from '../hub/hub.ts';
import { createHubClock } from '../hub/hubClock.ts';
import { leastDifferenceOf } from '../hub/leastDifference.ts';
import { LiveFeed } from '../hub/liveSession.ts';
import { LiveSessions } from '../hub/liveSessions.ts';
import { PlacementStore } from '../hub/placementStore.ts';
import { type Load, ProcessLoad } from '../hub/processLoad.ts';
import { ReplayFeed } from '../hub/replaySession.ts';
import { SessionCatalogue } from '../hub/sessionCatalogue.ts';
import type { SessionChoice } from '../hub/sessionChoice.ts';
import { SettingsDesk } from '../hub/settingsDesk.ts';
import { siteRepeatability } from '../hub/siteRepeatability.ts';
import { StateFileError } from '../hub/stateFile.ts';
import { trendDatabase } from '../influx/read/trendDatabase.ts';
import { type InfluxConfig, influxConfigFrom } from '../influx/server/config.ts';
import { Uploader } from '../influx/upload/uploader.ts';
import type { HubReport } from '../model/hubReport.ts';
import type { EffectiveSettings, PipelineSettings } from '../model/settings.ts';
import type { GivenSettings } from '../model/settingsSchema.ts';
import { effectiveSettings, headlineOf, thresholdsOf } from '../movement/thresholds.ts';
import { thresholdWarnings } from '../movement/thresholdWarnings.ts';
import { topicOf } from '../recording/channels.ts';
import { RECORDING_SUFFIX } from '../recording/naming.ts';
import { Player } from '../recording/player.ts';
import { openRecording, type Recording } from '../recording/reader.ts';
import { RecordingError } from '../recording/recordingError.ts';
import { recoverRecording } from '../recording/recover.ts';
import { CliError } from './cliError.ts';
import { plainText } from './info/plainText.ts';
import { DASHBOARD_FOLDER, SAMPLE_FILE, SAMPLES_FOLDER, SOFTWARE } from './projectFolder.ts';
import { readyRadio } from './radio.ts';
import { RecordedSessions } from './recordedSessions.ts';
import { type HeldFolder, holdRecordingsFolder, hubRecordingInto } from './recordingsFolder.ts';
import { recoveryText } from './recover/recoveryText.ts';
import { bluetoothSensors, type HubSensors, noSensors, virtualSensors } from './sensorSource.ts';
import { sessionPlan } from './sessionPlan.ts';
import { sessionStart, settingsByFlags } from './sessionStart.ts';
import { readSettings } from './settingsFile.ts';
import { settingsKept } from './settingsKept.ts';
import type { StartFlags } from './startFlags.ts';
import { UploadTeller } from './tellUpload.ts';
import { UNDER_HUB } from './underHub.ts';
import { whenAskedToStop } from './whenAskedToStop.ts';

const BYTES_PER_MB = 1024 * 1024;

/**
 * Starts the hub and goes on until Ctrl-C.
 * @throws CliError, HubError, RecordingError, UploadError before anything runs
 */
export async function startHub(flags: StartFlags): Promise<void> {
  if (!existsSync(join(DASHBOARD_FOLDER, 'index.html'))) {
    throw new CliError(
      `the dashboard is not built in ${DASHBOARD_FOLDER}: run "npm run build" first`,
    );
  }
  const given = flags.settings === undefined ? {} : await readSettings(flags.settings);
  const influx = influxConfigFrom(process.env);
  const site = await siteOrDefaults(resolve(flags.recordings));
  const catalogue = new SessionCatalogue([resolve(flags.recordings), SAMPLES_FOLDER]);
  const replay = await replayToShow(flags, site, catalogue);
  const folder = await holdRecordingsFolder(resolve(flags.recordings));
  try {
    await run(
      flags,
      given,
      folder,
      site,
      catalogue,
      replay,
      new Uploader({ config: influx, recordingsFolder: folder.path }),
      influx,
    );
  } catch (error) {
    await folder.release();
    throw error;
  }
}

async function run(
  flags: StartFlags,
  given: GivenSettings,
  folder: HeldFolder,
  site: SiteOf,
  catalogue: SessionCatalogue,
  replay: ReplayToShow | null,
  uploader: Uploader,
  influx: InfluxConfig | null,
): Promise<void> {
  for (const repair of folder.repairs) console.log(repair);
  const clock = createHubClock();
  const logger = pino({ level: flags.log }, pino.destination({ dest: 2, sync: true }));
  const placements = new PlacementStore(folder.path);
  const sensors = sensorsFor(flags, clock, placements);
  const started = { flags, person: sensors.simulated?.person ?? null, file: given };
  const { kept, problem } = await settingsKept(folder.path);
  const startOf = (page: GivenSettings) => sessionStart(started, page);
  const { heightM, settings } = startOf(kept.settings);
  for (const warning of thresholdWarnings(settings.thresholds)) console.error(`! ${warning}`);
  const load = new ProcessLoad();
  const freeBytes = freeBytesIn(folder.path);
  const sources = { folder: folder.path, sensors, site };
  const { subject, protocol } = flags;
  const first: SessionChoice = { subject, protocol, heightM, facts: {}, settings };
  const { brokenOff } = folder;
  const plan = sessionPlan(first, sources, { notes: flags.notes, brokenOff });
  const feed = new LiveFeed({
    source: sensors.source,
    plan,
    disk: { freeBytes },
    notices: problem === null ? folder.notices : [...folder.notices, problem],
    placements,
    calibrations: new CalibrationStore(folder.path),
    clock,
    hapticCues: flags.vibration,
    hubReport: async () => hubReport(load.take(), await freeBytes(), hub, uploader),
    logger,
  });
  // Until the first sensor comes it is the session of the start, with other settings.
  const isStillFirst = (choice: SessionChoice) =>
    sessions.startedUs === null && choice.subject === subject;
  const planOf = (choice: SessionChoice) =>
    sessionPlan(choice, sources, {
      notes: isStillFirst(choice) ? flags.notes : '',
      brokenOff: null,
    });
  const sessions = new LiveSessions({ feed, first, planOf });
  const recorded = new RecordedSessions(folder.path);
  recorded.follow(feed);
  const hub = new Hub({
    host: flags.host,
    port: flags.port,
    feed,
    library: new FolderLibrary([folder.path, SAMPLES_FOLDER], headline, catalogue),
    catalogue,
    jobs: { program: [...thisProgram(), UNDER_HUB], folder: folder.path, freeBytes },
    trends: { folder: folder.path, influx: influx === null ? null : trendDatabase(influx) },
    dashboardsFolder: DASHBOARD_FOLDER,
    clock,
    software: SOFTWARE,
    logger,
    sessions,
    settings: new SettingsDesk({
      folder: folder.path,
      sessions,
      kept,
      problem,
      started: { flags: settingsByFlags(started), file: given },
      startOf,
      shown: flags.replay === undefined || replay === null ? null : shownBy(replay),
    }),
    trials: { session: () => feed.plan, site },
    uploadState: () => uploader.state,
    onFirstClient: () => void replay?.feed.control({ type: 'replay', action: 'play' }),
  });
  const uploads = new UploadTeller(uploader, influx);
  const stop = async (): Promise<void> => {
    await hub.stop();
    for (const line of recorded.lines) console.log(line);
    sensors.stop();
    uploads.stop();
    await uploads.finish();
    await uploader.stop();
    await folder.release();
  };
  whenAskedToStop(stop);
  if (replay === null) tellFaults(feed);
  try {
    await sensors.start();
    await hub.start();
    if (replay) await showFromItsStart(hub, replay.feed);
  } catch (error) {
    await stop();
    throw error;
  }
  uploader.start();
  uploads.start();
  console.log(`${replay?.sentence ?? sensorSentence(sensors)}\nOpen ${hub.url}   (Ctrl-C ends it)`);
}

/** As this process was begun, from what is built or from the sources. */
function thisProgram(): string[] {
  return [process.execPath, ...process.execArgv, ...process.argv.slice(1, 2)];
}

type SiteOf = Awaited<ReturnType<typeof siteRepeatability>>;

/** Cards are made with the defaults where what the site measured of itself cannot be read. */
async function siteOrDefaults(folder: string): Promise<SiteOf> {
  try {
    return await siteRepeatability(folder);
  } catch (error) {
    if (!(error instanceof StateFileError)) throw error;
    console.error(`! ${error.message}: differences are judged by the defaults`);
    return () => null;
  }
}

/** Whoever opens the page first shall see the beginning: until then the recording waits. */
async function showFromItsStart(hub: Hub, feed: Feed): Promise<void> {
  await hub.replay(feed);
  await feed.control({ type: 'replay', action: 'pause' });
}

interface ReplayToShow {
  readonly feed: Feed;
  readonly sentence: string;
  /** Of the recording. */
  readonly settings: EffectiveSettings;
}

/** The recording asked for; the sample where nothing was asked for and no radio is there. */
async function replayToShow(
  flags: StartFlags,
  site: SiteOf,
  catalogue: SessionCatalogue,
): Promise<ReplayToShow | null> {
  if (flags.replay !== undefined) {
    const recording = await withFrames(await openFinished(resolve(flags.replay)));
    const feed = await replayOf(recording, site, catalogue);
    const what = feed.facts.simulated ? 'simulated data' : 'a recording';
    const settings = effectiveSettings(recording.metadata.settings);
    return { feed, sentence: `Replaying ${what}: ${flags.replay}`, settings };
  }
  if (flags.virtualSensors) return null;
  const radio = await readyRadio(flags.bleStack);
  if (radio.available) return null;
  const sample = await openRecording(SAMPLE_FILE);
  const feed = await replayOf(sample, site, catalogue);
  return {
    feed,
    settings: effectiveSettings(sample.metadata.settings),
    sentence: `${[radio.sentence, radio.advice].filter(Boolean).join(' ')}\nReplaying the bundled sample, which is simulated data.`,
  };
}

async function replayOf(
  recording: Recording,
  site: SiteOf,
  catalogue: SessionCatalogue,
): Promise<Feed> {
  const { settings } = recording.metadata;
  const shown = headline(settings);
  return new ReplayFeed({
    id: basename(recording.path, RECORDING_SUFFIX),
    recording,
    player: await Player.open(recording),
    headline: shown,
    headlineMdc95: leastDifferenceOf(shown.measure, site(settings.task)),
    ...(await catalogue.saidOf(recording.path)),
  });
}

/** A page would wait for ever for the angles of a recording that holds packets alone. */
async function withFrames(recording: Recording): Promise<Recording> {
  const { path, counts } = recording;
  if (counts.get(topicOf('body'))) return recording;
  await recording.close();
  throw new CliError(
    `${path} holds no angles to show: "plumbline process ${path} -o angles.mcap" computes them`,
  );
}

/** A recording left by a killed hub is finalized before it is shown. */
async function openFinished(path: string): Promise<Recording> {
  try {
    return await openRecording(path);
  } catch (error) {
    if (!(error instanceof RecordingError) || error.problem !== 'unfinished') throw error;
  }
  const hub = await hubRecordingInto(dirname(path));
  if (hub !== null) {
    throw new CliError(
      `${path} is still being recorded by the hub of process ${hub}: stop it first`,
    );
  }
  const report = await recoverRecording(path);
  console.log(recoveryText(report, { check: false }).join('\n'));
  return openRecording(path);
}

function sensorsFor(
  flags: StartFlags,
  clock: ReturnType<typeof createHubClock>,
  placements: PlacementStore,
): HubSensors {
  if (flags.replay !== undefined) return noSensors();
  if (!flags.virtualSensors) return bluetoothSensors(clock, flags.bleStack);
  const { seed, fppa, height, toeOut, air, makes, bleStack } = flags;
  return virtualSensors(
    clock,
    placements,
    { air, makes, stack: bleStack },
    {
      seed,
      fppaDeg: fppa,
      heightM: height,
      toeOutDeg: { right: toeOut, left: toeOut },
      // Time for the links to come up before the simulated person begins to move.
      standingS: 10,
      repeat: true,
    },
  );
}

/** A hub that was started to show one recording has no session that settings could be for. */
function shownBy({ settings }: ReplayToShow) {
  const why =
    'This hub was started with --replay, so these are the settings of that recording. Start it without to change those of sessions to come.';
  return { settings, why };
}

function hubReport(
  load: Load,
  freeBytes: number | null,
  { clientCount: clients, loopDelayP99Ms }: Hub,
  uploader: Uploader,
): HubReport {
  const { state, lagS } = uploader.state;
  return {
    ...load,
    loopDelayP99Ms,
    diskFreeMb: freeBytes === null ? null : freeBytes / BYTES_PER_MB,
    clients,
    uploadLagS: state === 'off' ? null : lagS,
  };
}

function headline(settings: PipelineSettings) {
  return headlineOf(settings.task, thresholdsOf(settings));
}

function sensorSentence(sensors: HubSensors): string {
  return sensors.simulated
    ? 'Four simulated sensors on a virtual radio; the session is recorded as simulated, with its truth.'
    : 'Looking for sensors; switch them on and place them in the set-up view.';
}

function tellFaults(feed: Feed): void {
  feed.on('event', (event) => {
    if (event.type === 'fault') console.error(`! ${plainText(event.sentence)}`);
  });
}
