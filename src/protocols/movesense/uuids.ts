/** What the default firmware advertises, as a 16-bit number. */
export const ADVERTISED_SERVICE = 0xfdf3;

/** The GATT SensorData service: requests are written, answers and data are notified. */
export const SENSOR_DATA_SERVICE = '34802252-7185-4d5d-b431-630e7050e8f0';
export const REQUEST = '34800001-7185-4d5d-b431-630e7050e8f0';
export const NOTIFICATION = '34800002-7185-4d5d-b431-630e7050e8f0';
