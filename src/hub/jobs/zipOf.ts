import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** Files that are compressed in themselves. */
const COMPRESSED = /\.(?:mcap|parquet)$/;
/** Tables shrink by it to nearly what the slower levels make of them, in a fraction of the time. */
const LEVEL = 1;

export interface PackedFile {
  /** Below its folder. */
  readonly name: string;
  readonly sizeBytes: number;
}

/**
 * Files packed as one while they are read; it breaks off where one cannot be read to its end, and
 * leaves none open.
 * @param within the folder that they are in when they are unpacked
 * @param modifiedUs of every file, so that the same files give the same bytes
 */
export function zipOf(
  folder: string,
  files: readonly PackedFile[],
  within: string,
  modifiedUs: number,
): Readable {
  const zip = new ZipFile();
  const output = new PassThrough();
  let reading: Readable | null = null;
  const breakOff = (error: Error): void => {
    output.destroy(error);
  };
  zip.on('error', breakOff);
  zip.outputStream.pipe(output);
  // Who breaks a download off leaves a file half read.
  output.once('close', () => reading?.destroy());
  for (const { name, sizeBytes } of files) {
    const options = {
      size: sizeBytes,
      mtime: new Date(modifiedUs / 1000),
      mode: 0o100600,
      compressionLevel: COMPRESSED.test(name) ? 0 : LEVEL,
    };
    zip.addReadStreamLazy(`${within}/${name.replaceAll('\\', '/')}`, options, (take) => {
      reading = createReadStream(join(folder, name)).on('error', breakOff);
      take(null, reading);
    });
  }
  zip.end();
  return output;
}
