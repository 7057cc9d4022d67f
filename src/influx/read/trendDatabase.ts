import { type TrendSource, TrendSourceError } from '../../trend/askTrends.ts';
import type { InfluxConfig } from '../server/config.ts';
import { UploadError } from '../server/uploadError.ts';
import { InfluxReader } from './influxReader.ts';
import { uploadedTrends } from './uploadedTrends.ts';

/** The database as a source of trends. */
export function trendDatabase(config: InfluxConfig): TrendSource {
  return async (subject, metric) => {
    let reader: InfluxReader | null = null;
    try {
      reader = await InfluxReader.connect(config);
      return await uploadedTrends(reader, subject, metric);
    } catch (error) {
      if (!(error instanceof UploadError)) throw error;
      throw new TrendSourceError(error.message, { cause: error });
    } finally {
      reader?.close();
    }
  };
}
