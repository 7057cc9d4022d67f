import { basename, dirname, resolve } from 'node:path';
import type { Feed } from '../../hub/feed.ts';
import type { Hub } from '../../hub/hub.ts';
import { leastDifferenceOf } from '../../hub/leastDifference.ts';
import { ReplayFeed } from '../../hub/replaySession.ts';
import type { SessionCatalogue } from '../../hub/sessionCatalogue.ts';
import type { EffectiveSettings } from '../../model/settings.ts';
import { effectiveSettings, headlineOfSettings } from '../../movement/thresholds.ts';
import { topicOf } from '../../recording/channels.ts';
import { RECORDING_SUFFIX } from '../../recording/naming.ts';
import { Player } from '../../recording/player.ts';
import { openRecording, type Recording } from '../../recording/reader.ts';
import { RecordingError } from '../../recording/recordingError.ts';
import { recoverRecording } from '../../recording/recover.ts';
import { CliError } from '../cliError.ts';
import { SAMPLE_FILE } from '../projectFolder.ts';
import { readyRadio } from '../radio.ts';
import { hubRecordingInto } from '../recordingsFolder.ts';
import { recoveryText } from '../recover/recoveryText.ts';
import type { StartFlags } from '../startFlags.ts';
import type { SiteOf } from './siteOrDefaults.ts';

export interface ReplayToShow {
  readonly feed: Feed;
  readonly sentence: string;
  /** Of the recording. */
  readonly settings: EffectiveSettings;
}

/** The recording asked for; the sample where nothing was asked for and no radio is there. */
export async function replayToShow(
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
  if (flags.virtualSensors || flags.airSocket !== undefined) return null;
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
  const shown = headlineOfSettings(settings);
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

/** A hub that was started to show one recording has no session that settings could be for. */
export function shownBy({ settings }: ReplayToShow) {
  const why =
    'This hub was started with --replay, so these are the settings of that recording. Start it without to change those of sessions to come.';
  return { settings, why };
}

/** Whoever opens the page first shall see the beginning: until then the recording waits. */
export async function showFromItsStart(hub: Hub, feed: Feed): Promise<void> {
  await hub.replay(feed);
  await feed.control({ type: 'replay', action: 'pause' });
}
