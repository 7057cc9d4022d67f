import { requireLength } from '../wireBytes.ts';
import { WireError } from '../wireError.ts';

export interface DotBattery {
  readonly percent: number;
  readonly charging: boolean;
}

/** @throws WireError when the bytes are not a level up to 100 and a flag. */
export function decodeBattery(bytes: Uint8Array): DotBattery {
  requireLength('battery', bytes, 2);
  const [percent, charging] = bytes;
  if (percent! > 100) throw new WireError('battery.level', '0 to 100 %', percent!);
  return { percent: percent!, charging: charging !== 0 };
}
