/** The 128-bit base: `xxxx` in the first group names the service or characteristic. */
export const UUID_BASE = 'b7fdxxxx-9f15-4f9a-b73f-0f93e9a12a60';

export const SERVICE_UUID = uuid('0001');
export const INFO_UUID = uuid('0002');
export const STREAM_UUID = uuid('0003');
export const CONTROL_UUID = uuid('0004');

/** Standard services and characteristics, as 16-bit numbers of the Bluetooth SIG. */
export const BATTERY_SERVICE = 0x180f;
export const BATTERY_LEVEL = 0x2a19;
export const DEVICE_INFORMATION_SERVICE = 0x180a;
export const SERIAL_NUMBER_STRING = 0x2a25;
export const FIRMWARE_REVISION_STRING = 0x2a26;

function uuid(group: string): string {
  return UUID_BASE.replace('xxxx', group);
}
