import { HttpError } from '@influxdata/influxdb-client';
import { type Asked, answerFault } from './answerFault.ts';
import type { InfluxConfig } from './config.ts';
import { networkFault } from './networkFault.ts';
import { UploadError } from './uploadError.ts';

/**
 * What a failed request means to the person who set up the upload. The token is never in it.
 * `asked` and `major`: as for `answerFault`, where an error of the client holds an answer.
 */
export function uploadErrorOf(
  error: unknown,
  config: InfluxConfig,
  asked: Asked = 'query',
  major: 1 | 2 | 3 | null = null,
): UploadError {
  if (error instanceof UploadError) return error;
  if (error instanceof HttpError) {
    const { statusCode: status, headers = {}, body = '' } = error;
    const fault = answerFault({ status, headers, body }, config, asked, major);
    if (fault !== null) return fault;
  }
  return new UploadError(networkFault(error, config), { cause: error, until: 'it answers' });
}
