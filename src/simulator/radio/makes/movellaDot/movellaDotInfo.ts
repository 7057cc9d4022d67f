import { u16, u32 } from '../littleEndian.ts';

const VERSION = [3, 0, 0];
/** Year, then month, day, hour, minute, second. */
const BUILT = [...u16(2023), 7, 14, 9, 30, 0];
const SOFT_DEVICE = 0x0102;
/** Of the second generation. */
const PRODUCT_CODE = 'XS-T02';

/** What a DOT tells of itself. */
export function movellaDotInfo(address: string, serial: bigint): Uint8Array {
  return Uint8Array.from([
    ...addressBytes(address),
    ...VERSION,
    ...BUILT,
    ...u32(SOFT_DEVICE),
    ...u32(Number(serial & 0xffffffffn)),
    ...u32(Number(serial >> 32n)),
    ...new TextEncoder().encode(PRODUCT_CODE),
  ]);
}

/** Lowest byte first, as every number here. */
export function addressBytes(address: string): number[] {
  return [...Buffer.from(address.replaceAll(':', ''), 'hex')].reverse();
}
