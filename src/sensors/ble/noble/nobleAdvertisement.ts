import type { Advertisement } from '../bleTransport.ts';
import type { NoblePeripheral } from './noble.ts';
import { uuidOf } from './nobleUuid.ts';

/** The company's number leads its data, in two bytes. */
const COMPANY_ID_BYTES = 2;

/** What noble has heard of a device so far, in one. */
export function advertisementOf({ id, rssi, advertisement }: NoblePeripheral): Advertisement {
  const { localName = '', manufacturerData: data, serviceUuids = [] } = advertisement;
  return {
    address: id,
    name: localName,
    rssiDbm: Number.isFinite(rssi) ? rssi : null,
    services: serviceUuids.map(uuidOf),
    companyId: data && data.length >= COMPANY_ID_BYTES ? data.readUInt16LE(0) : null,
  };
}
