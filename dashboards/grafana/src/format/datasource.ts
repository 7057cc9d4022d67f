/** The data source chosen in the dashboard's own variable: no dashboard names one of a site. */
export const DATASOURCE = { type: 'influxdb', uid: '$datasource' } as const;
