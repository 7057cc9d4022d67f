import { checkInflux } from '../../influx/check/checkInflux.ts';
import { influxConfigFrom } from '../../influx/server/config.ts';
import { UploadError } from '../../influx/server/uploadError.ts';
import { RecordingError } from '../../recording/recordingError.ts';
import { type RecordedHere, recordedHere } from '../influx/recordedHere.ts';
import { broken, type Check, ok } from './check.ts';

const NAME = 'InfluxDB';

/** Where uploading is set up, all that `influx check` looks at. */
export async function* influxChecks(
  env: NodeJS.ProcessEnv,
  recordings: string,
  signal: AbortSignal,
): AsyncGenerator<Check> {
  try {
    const config = influxConfigFrom(env);
    if (config === null) {
      yield ok(NAME, 'not set up: INFLUX_HOST is not set');
      return;
    }
    const { oldestUs, sessions } = await recordedHere(recordings).catch(nothingKnown);
    for await (const check of checkInflux(config, oldestUs, signal, sessions)) {
      const state = check.state === 'wrong' ? 'broken' : 'ok';
      yield { ...check, name: `${NAME}, ${check.name.toLowerCase()}`, state };
    }
  } catch (error) {
    if (!(error instanceof UploadError) || signal.aborted) throw error;
    yield broken(NAME, error.message, 'docs/influxdb.md tells each variable.');
  }
}

/** Of a folder that cannot be read, which the check of that folder tells. */
function nothingKnown(error: unknown): RecordedHere {
  if (!(error instanceof RecordingError)) throw error;
  return { oldestUs: null, sessions: null };
}
