import type { SessionMetadata } from '../../../model/session.ts';
import { type Channel, type ChannelType, REFERENCE_FRAMES } from './channel.ts';
import { tsvTable } from './tsv.ts';

/** The version of BIDS that has Motion first (Jeung et al., Scientific Data 2024). */
const BIDS_VERSION = '1.9.0';

export function jsonText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

export function datasetDescription(software: string): string {
  return jsonText({
    Name: 'Knees and ankles by inertial sensors',
    BIDSVersion: BIDS_VERSION,
    DatasetType: 'raw',
    GeneratedBy: [{ Name: 'plumbline', Version: software }],
  });
}

export const README = `Knees and ankles by inertial sensors, exported by plumbline.

tracksys-body has what was reckoned of the sensors: joint angles, projections and the attitudes of
thigh and shank, with quality. The other tracking systems are the sensors themselves, one per place
on the body, each on its own clock: the latency channel has the instant of every row. All times
count from acq_time in scans.tsv. Blank values are n/a. events.tsv has reps, markers and cues.

Participants are named by pseudonyms. Training aid. It does not diagnose, treat or predict injury.
`;

export function participantsTsv(subjects: ReadonlyMap<string, string>): string {
  return tsvTable(
    ['participant_id', 'pseudonym'],
    Array.from(subjects, ([label, pseudonym]) => [`sub-${label}`, pseudonym]),
  );
}

export const PARTICIPANTS_JSON = jsonText({
  pseudonym: { Description: 'the pseudonym as it was entered, before BIDS took its punctuation' },
});

export function channelsTsv(channels: readonly Channel[], rateHz: number): string {
  return tsvTable(
    [
      ...['name', 'component', 'type', 'tracked_point', 'units'],
      ...['reference_frame', 'description', 'sampling_frequency'],
    ],
    channels.map((channel) => [
      channel.name,
      channel.component,
      channel.type,
      channel.trackedPoint,
      channel.units,
      channel.referenceFrame,
      channel.description,
      rateHz || null,
    ]),
  );
}

export const CHANNELS_JSON = jsonText({
  reference_frame: {
    Description: 'what the axes of a channel are',
    Levels: REFERENCE_FRAMES,
  },
});

/** Of a file of motion: what is in it and how fast. */
export interface MotionFacts {
  readonly session: SessionMetadata;
  readonly task: string;
  readonly trackingSystem: string;
  readonly channels: readonly Channel[];
  readonly rateHz: number;
  readonly rows: number;
  /** Latency of the first and the last row, s. */
  readonly firstS: number;
  readonly lastS: number;
  /** Serial numbers, where they are one or more sensors. */
  readonly serials: readonly string[];
  readonly model: string;
}

export function motionJson(facts: MotionFacts): string {
  const { session, channels, rows, firstS, lastS, serials, model } = facts;
  const count = (type: ChannelType): number =>
    channels.filter((channel) => channel.type === type).length;
  const points = new Set(channels.map(({ trackedPoint }) => trackedPoint).filter(isPoint));
  const effectiveHz = rows > 1 && lastS > firstS ? (rows - 1) / (lastS - firstS) : 0;
  return jsonText({
    TaskName: facts.task,
    TaskDescription: session.protocol || 'n/a',
    // A sensor whose description was lost is taken at the rate that it had.
    SamplingFrequency: facts.rateHz || Number(effectiveHz.toFixed(3)),
    SamplingFrequencyEffective: Number(effectiveHz.toFixed(6)),
    TrackingSystemName: facts.trackingSystem,
    RecordingDuration: Number((lastS - firstS).toFixed(6)),
    MotionChannelCount: channels.length,
    TrackedPointsCount: points.size,
    ACCELChannelCount: count('ACCEL'),
    GYROChannelCount: count('GYRO'),
    MAGNChannelCount: count('MAGN'),
    ORNTChannelCount: count('ORNT'),
    JNTANGChannelCount: count('JNTANG'),
    LATENCYChannelCount: count('LATENCY'),
    MISCChannelCount: count('MISC'),
    MissingValues: 'n/a',
    SubjectArtefactDescription: 'n/a',
    ManufacturersModelName: model || 'n/a',
    DeviceSerialNumber: serials.join(', ') || 'n/a',
    SoftwareVersions: `plumbline ${session.software}`,
    ...(session.simulated && { Simulated: true }),
  });
}

function isPoint(name: string): boolean {
  return name !== 'n/a';
}
