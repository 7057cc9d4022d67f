import { type InfluxConfig, influxConfigFrom } from '../../influx/server/config.ts';
import { CliError } from '../cliError.ts';

/**
 * The database of the environment.
 * @throws CliError that teaches where none is set, UploadError where a variable is wrong
 */
export function configOrTeach(): InfluxConfig {
  const config = influxConfigFrom(process.env);
  if (config !== null) return config;
  throw new CliError(
    'no database is set: put its address into INFLUX_HOST, its bucket or database into INFLUX_BUCKET, on 2.x INFLUX_ORG too, and the token into INFLUX_TOKEN_FILE, such as\n' +
      '  INFLUX_HOST=http://127.0.0.1:8086 INFLUX_BUCKET=knees plumbline influx check\n' +
      'docs/influxdb.md has more',
  );
}
