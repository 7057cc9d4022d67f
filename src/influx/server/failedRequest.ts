import { HttpError } from '@influxdata/influxdb-client';
import type { InfluxConfig } from './config.ts';
import { RefusedLinesError, UploadError } from './uploadError.ts';

/** What a failed request means to the person who set up the upload. The token is never in it. */
export function uploadErrorOf(error: unknown, config: InfluxConfig): UploadError {
  if (error instanceof UploadError) return error;
  if (error instanceof HttpError) return httpErrorOf(error, config);
  const reason = networkReason(error);
  return new UploadError(
    `cannot reach InfluxDB at ${config.host} (${reason}); the recordings keep everything until it answers`,
    { cause: error },
  );
}

function httpErrorOf(error: HttpError, { host, bucket }: InfluxConfig): UploadError {
  const said = `${error.statusCode}: ${saidBy(error)}`;
  switch (error.statusCode) {
    case 400:
    case 413:
    case 422:
      return new RefusedLinesError(`InfluxDB at ${host} refused lines (${said})`, { cause: error });
    case 401:
    case 403:
      return new UploadError(
        `InfluxDB at ${host} refused the login (${said}); check INFLUX_TOKEN`,
        { cause: error },
      );
    case 404:
      return new UploadError(
        `InfluxDB at ${host} has no bucket "${bucket}" or is no InfluxDB (${said}); check INFLUX_HOST, INFLUX_ORG and INFLUX_BUCKET`,
        { cause: error },
      );
    default:
      return new UploadError(`InfluxDB at ${host} cannot take data now (${said})`, {
        cause: error,
      });
  }
}

const LONGEST_QUOTE = 200;

/** What the server said: 1.x answers `{"error": …}`, 2.x and 3.x `{"message": …}`. */
function saidBy(error: HttpError): string {
  const found = /"(?:error|message)":"((?:[^"\\]|\\.)*)"/.exec(error.body ?? '');
  return (found?.[1] ?? error.message).trim().slice(0, LONGEST_QUOTE);
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection broken',
  EPIPE: 'connection broken',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'the name cannot be looked up now',
  EHOSTUNREACH: 'no route to the host',
  ETIMEDOUT: 'no answer',
};

function networkReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // `fetch` wraps what happened, and a name with several addresses gives several errors.
  if (error instanceof AggregateError && error.errors.length > 0) {
    return networkReason(error.errors[0]);
  }
  if (error.cause instanceof Error) return networkReason(error.cause);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return REASONS[code] ?? error.message;
}
