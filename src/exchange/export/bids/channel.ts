import type { LegMeasure } from '../../../model/bodyFrame.ts';
import { LEG_MEASURES } from '../../../model/bodyFrame.ts';
import { QUALITY_FLAGS } from '../../../model/quality.ts';
import type { TableColumn } from '../tables/column.ts';

/** Types of channels that BIDS Motion knows, of those that we have. */
export type ChannelType = 'ACCEL' | 'GYRO' | 'MAGN' | 'ORNT' | 'JNTANG' | 'LATENCY' | 'MISC';

/** A row of channels.tsv: one column of motion.tsv. */
export interface Channel {
  readonly name: string;
  readonly component: 'x' | 'y' | 'z' | 'quat_w' | 'quat_x' | 'quat_y' | 'quat_z' | 'n/a';
  readonly type: ChannelType;
  readonly trackedPoint: string;
  readonly units: string;
  readonly referenceFrame: 'world' | 'sensor' | 'joint' | 'n/a';
  readonly description: string;
}

/** What the words of `reference_frame` mean. */
export const REFERENCE_FRAMES = {
  world: {
    Description: 'ISB world of the subject: X forward, Y up, Z to the right of the subject',
    SpatialAxes: 'FUR',
    RotationRule: 'right-hand',
  },
  sensor: {
    Description: 'axes printed on the sensor, in whatever way it was worn',
    RotationRule: 'right-hand',
  },
  joint: {
    Description:
      'joint coordinate system of Grood and Suntay (1983): flexion about the proximal segment, then the floating axis, then the long axis of the distal segment',
    RotationOrder: 'ZXY',
  },
};

/** Number of a quality word in motion.tsv, which has no words: 0 is ok, more is worse. */
export const QUALITY_LEVELS = ['ok', ...QUALITY_FLAGS] as const;

export const LATENCY: Channel = {
  name: 'latency',
  component: 'n/a',
  type: 'LATENCY',
  trackedPoint: 'n/a',
  units: 's',
  referenceFrame: 'n/a',
  description: 'seconds from acq_time to the instant of the row',
};

const COLUMN_OF = new Map<string, LegMeasure>(LEG_MEASURES.map(({ column, key }) => [column, key]));
/** Measures that are angles of a joint; all others are MISC. */
const JOINT =
  /^(knee|hip|ankle)(Flexion|Valgus|Adduction|InternalRotation|Dorsiflexion|Eversion)Deg$/;

/** The channel of a column of the body table. */
export function bodyChannel({ name, unit, meaning }: TableColumn): Channel {
  if (name === 'time_s') return LATENCY;
  const [side, ...rest] = name.split('_');
  const quaternion = /^(thigh|shank)_q([wxyz])$/.exec(rest.join('_'));
  if (quaternion) {
    const [, segment, part] = quaternion;
    return {
      ...misc(name, 'n/a', meaning),
      component: `quat_${part}` as Channel['component'],
      type: 'ORNT',
      trackedPoint: `${side}_${segment}`,
      referenceFrame: 'world',
    };
  }
  if (name.endsWith('_quality')) {
    const levels = QUALITY_LEVELS.map((word, i) => `${i} ${word}`).join(', ');
    return misc(name, 'n/a', `${meaning}; ${levels}`, side);
  }
  const joint = JOINT.exec(COLUMN_OF.get(rest.join('_')) ?? '');
  if (!joint) return misc(name, unit || 'n/a', meaning, side);
  return {
    ...misc(name, unit, meaning),
    type: 'JNTANG',
    trackedPoint: `${side}_${joint[1]}`,
    referenceFrame: 'joint',
  };
}

/** Specific force, angular rate and, where there is one, magnetic field of a sensor. */
export function sensorChannels(trackedPoint: string, magneticUnit: string | null): Channel[] {
  const triple = (type: ChannelType, units: string, description: string): Channel[] =>
    (['x', 'y', 'z'] as const).map((component) => ({
      name: `${type.toLowerCase()}_${component}`,
      component,
      type,
      trackedPoint,
      units,
      referenceFrame: 'sensor',
      description,
    }));
  return [
    LATENCY,
    ...triple('ACCEL', 'm/s^2', 'specific force: gravity points up in a sensor at rest'),
    ...triple('GYRO', 'rad/s', 'angular rate as the sensor gave it, with its bias'),
    ...(magneticUnit ? triple('MAGN', magneticUnit, 'magnetic field; n/a between readings') : []),
    misc(
      'clipped',
      'n/a',
      '1 where an axis of the packet was at the end of its range',
      trackedPoint,
    ),
  ];
}

function misc(name: string, units: string, description: string, trackedPoint = 'n/a'): Channel {
  return {
    name,
    component: 'n/a',
    type: 'MISC',
    trackedPoint,
    units,
    referenceFrame: 'n/a',
    description,
  };
}
