import type { Recording } from '../../../recording/reader.ts';
import { ExportError } from '../exportError.ts';
import { NewFiles } from '../newFiles.ts';
import {
  type ExportOptions,
  type ExportReport,
  requireResults,
} from '../tables/recordingTables.ts';
import { tableSetOf } from '../tables/tableSet.ts';
import { BidsEvents, EVENTS_JSON } from './bidsEvents.ts';
import { BodySystem, bodyChannels } from './bodySystem.ts';
import { datasetPlan, type Placed } from './datasetPlan.ts';
import { MotionFile, type TrackingSystem } from './motionFile.ts';
import { SensorSystems } from './sensorSystems.ts';
import { datasetDescription, PARTICIPANTS_JSON, participantsTsv, README } from './sidecars.ts';
import { tsvTable } from './tsv.ts';

const TOP_FILES = [
  'dataset_description.json',
  'README',
  'participants.tsv',
  'participants.json',
] as const;

export interface BidsOptions extends Omit<ExportOptions, 'onProgress'> {
  readonly onProgress?: (recording: Recording, logUs: number) => void;
}

/**
 * Writes recordings as one BIDS data set with Motion: frames and every place with a sensor as
 * tracking systems, repetitions, markers and cues as events. The whole tree or, after any failure,
 * nothing of it.
 * @param recordings of any number of people, each once; their order does not matter
 * @throws ExportError when one has nothing to export, a file is there already or the disk takes no
 * more; the reason of `signal`
 */
export async function exportBids(
  recordings: readonly Recording[],
  folder: string,
  options: BidsOptions = {},
): Promise<ExportReport> {
  for (const recording of recordings) requireResults(recording);
  requireDifferent(recordings);
  const plan = datasetPlan(recordings);
  const files = await NewFiles.create<string>(folder, TOP_FILES);
  return await files.keptAfter(async () => {
    const software = recordings[0]?.metadata.software ?? '';
    await files.write('dataset_description.json', datasetDescription(software));
    await files.write('README', README);
    await files.write('participants.tsv', participantsTsv(plan.subjects));
    await files.write('participants.json', PARTICIPANTS_JSON);
    const scans = new Map<string, [string, string][]>();
    const total = { frames: 0, reps: 0, events: 0, damagedChunks: 0 };
    for (const placed of plan.recordings) {
      const { subject, session, recording } = placed;
      const done = await exportOne(files, placed, options);
      const name = `sub-${subject}/ses-${session}/sub-${subject}_ses-${session}_scans.tsv`;
      const acquired = new Date(recording.metadata.startedUs / 1000).toISOString();
      const rows = done.bases.map((base): [string, string] => [`${base}_motion.tsv`, acquired]);
      scans.set(name, [...(scans.get(name) ?? []), ...rows]);
      total.frames += done.frames;
      total.reps += done.reps;
      total.events += done.events;
      total.damagedChunks += recording.damagedChunks;
    }
    for (const [name, rows] of scans) {
      await files.add(name);
      await files.write(name, tsvTable(['filename', 'acq_time'], rows));
    }
    return total;
  });
}

interface Done {
  readonly frames: number;
  readonly reps: number;
  readonly events: number;
  /** Of the files of motion, from the folder of the session. */
  readonly bases: readonly string[];
}

async function exportOne(
  files: NewFiles<string>,
  { recording, subject, session, task, run }: Placed<Recording>,
  { signal, onProgress }: BidsOptions,
): Promise<Done> {
  const { metadata } = recording;
  const above = `sub-${subject}/ses-${session}/`;
  const about = `motion/sub-${subject}_ses-${session}_task-${task}`;
  const newFile = (system: Omit<TrackingSystem, 'session' | 'task'>): MotionFile =>
    new MotionFile(files, `${above}${about}_tracksys-${system.name}_run-${run}`, {
      ...system,
      session: metadata,
      task,
    });
  const tables = await tableSetOf(recording, signal);
  const body = new BodySystem(
    newFile({
      name: 'body',
      channels: bodyChannels(tables),
      rateHz: metadata.settings.frameRateHz,
      model: '',
    }),
    tables,
  );
  const sensors = new SensorSystems(metadata.startedUs, newFile);
  const events = new BidsEvents(metadata.startedUs);
  const counts = { reps: 0, events: 0 };
  for await (const batch of recording.batches(['frame', 'samples', 'event', 'input'])) {
    for (const message of batch) {
      if (message.kind === 'frame') body.frame(message.frame);
      else if (message.kind === 'samples') sensors.samples(message.samples);
      else {
        const event = message.kind === 'event' ? message.event : message.input;
        if (message.kind === 'input') sensors.input(message.input);
        events.add(event);
        counts.events++;
        if (event.type === 'rep') counts.reps++;
      }
    }
    for (const file of filesWithRows(body, sensors)) await file.flush();
    onProgress?.(recording, batch.at(-1)?.logUs ?? recording.startUs);
    signal?.throwIfAborted();
  }
  const written = filesWithRows(body, sensors);
  for (const file of written) await file.end();
  for (const [ending, text] of [
    ['tsv', events.tsv()],
    ['json', EVENTS_JSON],
  ] as const) {
    const name = `${above}${about}_run-${run}_events.${ending}`;
    await files.add(name);
    await files.write(name, text);
    await files.close(name);
  }
  return {
    ...counts,
    frames: body.file.rows,
    bases: written.map(({ base }) => base.slice(above.length)),
  };
}

function filesWithRows(body: BodySystem, sensors: SensorSystems): MotionFile[] {
  return [body.file, ...sensors.files].filter(({ rows }) => rows > 0);
}

function requireDifferent(recordings: readonly Recording[]): void {
  const paths = new Map<string, string>();
  for (const { metadata, path } of recordings) {
    const before = paths.get(metadata.id);
    if (before !== undefined) {
      throw new ExportError(
        path,
        `${before} and ${path} are both recording ${metadata.id}: give each recording once.`,
      );
    }
    paths.set(metadata.id, path);
  }
}
