/** Where the figures of sessions are read from. */
export const TREND_SOURCES = ['recordings', 'influx'] as const;
export type TrendSourceName = (typeof TREND_SOURCES)[number];
