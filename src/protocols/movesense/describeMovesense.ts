import { RAD_PER_DEG } from '../../geometry/angles.ts';
import type { SensorDescription } from '../../model/sensor.ts';
import { identityOfSerial } from '../identity.ts';
import { BODY_LAYOUTS, type BodyLayout, MEASUREMENTS, type Quantity } from './measurements.ts';

/** What the link to a sensor told. */
export interface MovesenseLink {
  /** From Device Information, or from its name. */
  readonly serial: string;
  /** The name it advertises. */
  readonly name: string;
  /** Empty where Device Information does not tell it. */
  readonly firmware: string;
  readonly rateHz: number;
  readonly layout: BodyLayout;
}

/** @throws ProtocolError when the serial is not safe in names of files, channels and tags. */
export function describeMovesense(link: MovesenseLink): SensorDescription {
  const { serial, name, firmware, rateHz, layout } = link;
  return {
    id: identityOfSerial(serial),
    driver: 'movesense',
    name,
    firmware,
    rateHz,
    accelerationScaleMps2: 1,
    angularRateScaleRadps: RAD_PER_DEG,
    ...(hasField(layout) && { magneticScaleUt: 1 }),
    layout,
  };
}

/** The serial in an advertised name, `Movesense 210130000123`; null where it has none. */
export function serialInName(name: string): string | null {
  return /^Movesense (\d+)$/.exec(name)?.[1] ?? null;
}

function hasField(layout: BodyLayout): boolean {
  return BODY_LAYOUTS[layout].some((name) => {
    const quantities: readonly Quantity[] = MEASUREMENTS[name].quantities;
    return quantities.includes('magneticField');
  });
}
