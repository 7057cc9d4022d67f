import { resolve } from 'node:path';
import { renewTokens, tokensIn } from '../../hub/access/accessTokens.ts';
import { CliError } from '../cliError.ts';
import type { AccessFlags } from './accessFlags.ts';
import { accessLines, accessQrLines } from './accessLinks.ts';

/**
 * Prints the links of a hub, of new tokens if asked for.
 * @throws CliError where no hub has any: links that are made beside it would open nothing
 * @throws StateFileError
 */
export async function tellAccess(flags: AccessFlags): Promise<void> {
  const folder = resolve(flags.recordings);
  const tokens = flags.renew ? await renewTokens(folder) : await tokensIn(folder);
  if (tokens === null) {
    throw new CliError(
      `no hub that works in ${flags.recordings} was started with --lan: name its folder by --recordings, or make links for its next start with --renew`,
    );
  }
  const { host, port } = flags;
  const options = { scheme: flags.tls ? 'https' : 'http', host, port, tokens } as const;
  for (const line of accessLines(options)) console.log(line);
  if (flags.qr) for (const line of accessQrLines(options)) console.log(line);
  console.log(
    `Of a hub at port ${port}${flags.tls ? ' with TLS' : ''}; --port and --tls tell of another.`,
  );
  if (flags.renew) {
    console.log(
      'A hub that runs goes on with the old ones: start it again, and whoever has those is out.',
    );
  }
}
