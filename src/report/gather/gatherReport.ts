import type { SiteRepeatability } from '../../movement/detectableChange.ts';
import { summariseGait } from '../../movement/gait/summariseGait.ts';
import { holdsInShort } from '../../movement/holds/summariseHolds.ts';
import { headlineOf, thresholdsOf } from '../../movement/thresholds.ts';
import type { Recording } from '../../recording/reader.ts';
import { thresholdsHash } from '../../recording/settingsHash.ts';
import { describeSession } from '../../recording/sidecar/describeSession.ts';
import { type Annotation, emptySidecar, type Sidecar } from '../../recording/sidecar/sidecar.ts';
import { summarize } from '../../reprocess/summary/summarize.ts';
import { figuresOf } from '../figures/figuresOf.ts';
import { symmetryOf } from '../figures/symmetryOf.ts';
import { REPORT_VERSION, type Report, type ReportAnnotation } from '../report.ts';
import { adviceOf } from './adviceOf.ts';
import { ReportError } from './reportError.ts';
import { ReportPass } from './reportPass.ts';

export interface GatherOptions {
  /** The site's own figures of what repeats, of this task; absent takes the defaults. */
  readonly site?: SiteRepeatability | null;
  /** What was said of it since; absent takes what was recorded. */
  readonly said?: Sidecar;
  /** Told how far it is, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/**
 * All that a report says of a recording, from its stored results: nothing is recomputed, and the same
 * recording of which the same is said gives the same report.
 * @throws ReportError for a recording without results
 */
export async function gatherReport(
  recording: Recording,
  {
    site = null,
    said = emptySidecar(recording.metadata.id),
    onProgress = () => {},
  }: GatherOptions = {},
): Promise<Report> {
  const { path, startUs, endUs, durationS } = recording;
  const { subject, protocol, notes, tags, annotations } = describeSession(recording.metadata, said);
  const metadata = { ...recording.metadata, subject, protocol, notes };
  const share = (logUs: number): number => (logUs - startUs) / Math.max(1, endUs - startUs);
  const summary = await summarize(recording, (logUs) => onProgress(share(logUs) / 2));
  const thresholds = thresholdsOf(metadata.settings);
  const headline = headlineOf(metadata.settings.task, thresholds);
  const pass = new ReportPass(recording, headline);
  for await (const batch of recording.batches(['frame', 'event', 'input'])) {
    for (const message of batch) {
      if (message.kind === 'frame') pass.frame(message.frame);
      else if (message.kind === 'event') pass.event(message.event);
      else pass.input(message.input);
    }
    onProgress(0.5 + share(batch.at(-1)?.logUs ?? startUs) / 2);
  }
  if (pass.frames === 0) {
    throw new ReportError(
      `${path} has packets alone, no angles: run "plumbline process" on it and report on what that gives`,
      path,
    );
  }
  const { rejected, landings, strides, holds, faults, markers, quality } = pass;
  const sets = pass.sets.sets(site);
  const { sensors, calibrations, cues, hasTruth, damagedChunks, unknownMessages, fade } = summary;
  const figures = figuresOf({ sets, landings, strides, holds });
  return {
    schemaVersion: REPORT_VERSION,
    session: metadata,
    facts: said.facts,
    tags,
    annotations: annotations.map((each) => annotationOf(each, metadata.startedUs)),
    durationS,
    headline,
    thresholdsHash: thresholdsHash(thresholds),
    advice: adviceOf({
      session: metadata,
      calibrations,
      quality,
      sets,
      landings,
      strides,
      holds,
      sensors,
      damagedChunks,
      unknownMessages,
      fade,
      rejected,
    }),
    sensors,
    calibrations,
    quality,
    sets,
    rejected,
    landings,
    strides,
    holds,
    gait: summariseGait(strides.map(({ stride }) => stride)),
    holdSummaries: holdsInShort(holds.map(({ hold }) => hold)),
    figures,
    symmetry: symmetryOf(figures, site, thresholds),
    cues,
    faults,
    markers,
    strip: pass.strip.strip(metadata.startedUs),
    hasTruth,
    damagedChunks,
    change: null,
  };
}

function annotationOf(
  { timeUs, untilUs, text, by }: Annotation,
  startedUs: number,
): ReportAnnotation {
  const at = (us: number): number => (us - startedUs) / 1e6;
  return { atS: at(timeUs), untilS: untilUs === undefined ? null : at(untilUs), text, by };
}
