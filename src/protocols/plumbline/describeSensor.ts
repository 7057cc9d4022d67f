import { CAPABILITY, decodeInfo, type Info } from '../../../firmware-protocol/index.ts';
import { type SensorAbility, type SensorDescription, sensorId } from '../../model/sensor.ts';

/**
 * The description of a sensor from the bytes of its Info characteristic and its advertised name.
 * @throws ProtocolError when the bytes are not an Info value of protocol version 1.
 */
export function describeSensor(infoBytes: Uint8Array, name: string): SensorDescription {
  const info = decodeInfo(infoBytes);
  return {
    id: sensorId(info.serial),
    driver: 'plumbline',
    name,
    firmware: info.firmware,
    rateHz: info.rateHz,
    accelerationScaleMps2: info.accelerationScaleMps2,
    angularRateScaleRadps: info.angularRateScaleRadps,
    run: info.run,
    abilities: abilitiesOf(info),
    ...(info.magneticScaleUt > 0 && { magneticScaleUt: info.magneticScaleUt }),
    ...(info.ringDepthSamples > 0 && { ringDepthSamples: info.ringDepthSamples }),
  };
}

const ABILITIES = ['cue', 'sync', 'resend'] as const satisfies readonly SensorAbility[];

function abilitiesOf({ capabilities }: Info): readonly SensorAbility[] {
  return ABILITIES.filter((ability) => (capabilities & CAPABILITY[ability]) !== 0);
}
