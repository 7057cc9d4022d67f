/** The 128-bit base: `xxxx` in the first group names the service or characteristic. */
const UUID_BASE = '1517xxxx-4947-11e9-8646-d663bd873d93';

/** Company of the manufacturer data in its advertisements. */
export const COMPANY_ID = 0x0886;

/** Who it is, and how it is set. */
export const DEVICE_SERVICE = uuid('1000');
export const DEVICE_INFO = uuid('1001');
export const DEVICE_CONTROL = uuid('1002');
export const DEVICE_REPORT = uuid('1004');

export const MEASUREMENT_SERVICE = uuid('2000');
/** Starts and stops a measurement. */
export const MEASUREMENT_CONTROL = uuid('2001');
/** Notifications of a measurement, by the length that its payload mode needs. */
export const LONG_PAYLOAD = uuid('2002');
export const MEDIUM_PAYLOAD = uuid('2003');
export const SHORT_PAYLOAD = uuid('2004');

/** Its own: it has not got the standard battery service. */
export const BATTERY_SERVICE = uuid('3000');
export const BATTERY = uuid('3001');

export const MESSAGE_SERVICE = uuid('7000');
export const MESSAGE_CONTROL = uuid('7001');
export const MESSAGE_ACKNOWLEDGEMENT = uuid('7002');
export const MESSAGE_NOTIFICATION = uuid('7003');

function uuid(group: string): string {
  return UUID_BASE.replace('xxxx', group);
}
