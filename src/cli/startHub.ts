import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CalibrationStore } from '../hub/calibrationStore.ts';
import { freeBytesIn } from '../hub/diskSpace.ts';
import type { Feed } from '../hub/feed.ts';
import { FolderLibrary } from '../hub/folderLibrary.ts';
import { Hub } from '../hub/hub.ts';
import { createHubClock } from '../hub/hubClock.ts';
import { LiveFeed } from '../hub/liveSession.ts';
import { LiveSessions } from '../hub/liveSessions.ts';
import { partLogger } from '../hub/logs/logParts.ts';
import { PlacementStore } from '../hub/placementStore.ts';
import { ProcessLoad } from '../hub/processLoad.ts';
import { SessionCatalogue } from '../hub/sessionCatalogue.ts';
import type { SessionChoice } from '../hub/sessionChoice.ts';
import { SettingsDesk } from '../hub/settingsDesk.ts';
import { hangBefore, hangTold } from '../hub/watchdog/hangBefore.ts';
import { trendDatabase } from '../influx/read/trendDatabase.ts';
import { type InfluxConfig, influxConfigFrom } from '../influx/server/config.ts';
import { Uploader } from '../influx/upload/uploader.ts';
import type { GivenSettings } from '../model/settingsSchema.ts';
import { headlineOfSettings } from '../movement/thresholds.ts';
import { thresholdWarnings } from '../movement/thresholdWarnings.ts';
import { accessCommandLine } from './access/accessCommandLine.ts';
import type { AccessLinksOptions } from './access/accessLinks.ts';
import { CliError } from './cliError.ts';
import { plainText } from './info/plainText.ts';
import { DASHBOARD_FOLDER, SAMPLES_FOLDER, SOFTWARE } from './projectFolder.ts';
import { RecordedSessions } from './recordedSessions.ts';
import { type HeldFolder, holdRecordingsFolder } from './recordingsFolder.ts';
import type { HubSensors } from './sensorSource.ts';
import { sessionPlan } from './sessionPlan.ts';
import { sessionStart, settingsByFlags } from './sessionStart.ts';
import { readSettings } from './settingsFile.ts';
import { settingsKept } from './settingsKept.ts';
import { accessFor } from './start/accessFor.ts';
import { activityOf } from './start/activityOf.ts';
import { clockNotice } from './start/clockNotice.ts';
import { hubLogOf } from './start/hubLogOf.ts';
import { hubReport } from './start/hubReport.ts';
import {
  type ReplayToShow,
  replayToShow,
  showFromItsStart,
  shownBy,
} from './start/replayToShow.ts';
import { sensorsFor } from './start/sensorsFor.ts';
import { type SiteOf, siteOrDefaults } from './start/siteOrDefaults.ts';
import { tlsFor } from './start/tlsFor.ts';
import { watchdogOf } from './start/watchdogOf.ts';
import type { StartFlags } from './startFlags.ts';
import { UploadTeller } from './tellUpload.ts';
import { UNDER_HUB } from './underHub.ts';
import { whenAskedToStop } from './whenAskedToStop.ts';

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
  const { host, tokens, access } = await accessFor(flags, folder.path);
  const { tls, lines } = await tlsFor(flags, host, folder.path, Date.now());
  const clock = createHubClock();
  const log = hubLogOf(flags.log);
  const { logger } = log;
  partLogger(logger, 'hub').info({ software: SOFTWARE, recordings: folder.path }, 'the hub starts');
  const placements = new PlacementStore(folder.path);
  const sensors = sensorsFor(flags, clock, placements);
  const started = { flags, person: sensors.simulated?.person ?? null, file: given };
  const { kept, problem } = await settingsKept(folder.path);
  const startOf = (page: GivenSettings) => sessionStart(started, page);
  const { heightM, settings } = startOf(kept.settings);
  for (const warning of thresholdWarnings(settings.thresholds)) console.error(`! ${warning}`);
  const load = new ProcessLoad();
  const hungBefore = await hangBefore(folder.path);
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
    notices: [...folder.notices, hungBefore, clockNotice(Date.now()), problem].filter(isSaid),
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
    host,
    port: flags.port,
    hostNames: flags.allowHost,
    ...(access && { access }),
    ...(tls && { tls }),
    feed,
    library: new FolderLibrary([folder.path, SAMPLES_FOLDER], headlineOfSettings, catalogue),
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
  const uploads = new UploadTeller(uploader, influx, {
    logger: partLogger(logger, 'upload'),
    inSentences: !log.isService,
  });
  const watchdog = watchdogOf(process.env.PLUMBLINE_HANG_S, folder.path, () =>
    activityOf(feed, hub),
  );
  const stop = async (): Promise<void> => {
    try {
      await hub.stop().finally(async () => {
        for (const line of recorded.lines) console.log(line);
        sensors.stop();
        uploads.stop();
        await uploads.finish();
        await uploader.stop();
      });
    } finally {
      await folder.release();
      await watchdog?.stop();
      log.finish();
    }
  };
  whenAskedToStop({ stop, isKept: () => hub.isKept });
  watchdog?.start();
  // In a service the log tells them.
  if (replay === null && !log.isService) tellFaults(feed);
  try {
    await sensors.start();
    await hub.start();
    // Not before: a start that fails tells nobody.
    if (hungBefore !== null) await hangTold(folder.path);
    if (replay) await showFromItsStart(hub, replay.feed);
  } catch (error) {
    await stop();
    throw error;
  }
  uploader.start();
  uploads.start();
  console.log(replay?.sentence ?? sensorSentence(sensors));
  for (const line of lines) console.log(line);
  const scheme = tls ? 'https' : 'http';
  const { port } = hub;
  // Whoever reads the journal is not meant to have a link by it.
  if (tokens !== null && !log.isService) await tellLinks({ scheme, host, port, tokens }, flags.qr);
  console.log(`Open ${hub.url}   (Ctrl-C ends it)`);
  if (tokens !== null) {
    const running = { recordings: resolve(flags.recordings), host, port, tls: scheme === 'https' };
    console.log(`It lets in by link; they are shown by: ${accessCommandLine(running)}`);
  }
}

/** Loaded where others come in at all. */
async function tellLinks(links: AccessLinksOptions, qr: boolean): Promise<void> {
  const { accessLines, accessQrLines } = await import('./access/accessLinks.ts');
  for (const line of accessLines(links)) console.log(line);
  if (qr && process.stdout.isTTY) for (const line of accessQrLines(links)) console.log(line);
}

/** As this process was begun, from what is built or from the sources. */
function thisProgram(): string[] {
  return [process.execPath, ...process.execArgv, ...process.argv.slice(1, 2)];
}

function sensorSentence(sensors: HubSensors): string {
  if (sensors.isSimulation && !sensors.simulated) {
    return 'Sensors simulated by another process; the session is recorded as simulated.';
  }
  return sensors.simulated
    ? 'Four simulated sensors on a virtual radio; the session is recorded as simulated, with its truth.'
    : 'Looking for sensors; switch them on and place them in the set-up view.';
}

function isSaid(notice: string | null): notice is string {
  return notice !== null;
}

function tellFaults(feed: Feed): void {
  feed.on('event', (event) => {
    if (event.type === 'fault') console.error(`! ${plainText(event.sentence)}`);
  });
}
