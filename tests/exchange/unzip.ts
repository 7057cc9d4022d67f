import { crc32, inflateRawSync } from 'node:zlib';

/**
 * The files of a zip archive by name, as read from its directory at the end: a reader written from the
 * format's text (APPNOTE.TXT) that knows nothing of who packed it.
 * @throws where an unpacker would refuse it
 */
export function unzip(archive: Buffer): Map<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end === -1) throw new Error('no end of the central directory: the archive is cut short');
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  const files = new Map<string, Buffer>();
  for (let i = 0; i < count; i++) {
    if (archive.toString('latin1', at, at + 4) !== 'PK\x01\x02') throw new Error(`entry ${i}`);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((each) =>
      archive.readUInt16LE(at + each),
    );
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const content = contentOf(archive, at, name);
    files.set(name, content);
    at += 46 + nameLength + extraLength + commentLength;
  }
  return files;
}

function contentOf(archive: Buffer, at: number, name: string): Buffer {
  const method = archive.readUInt16LE(at + 10);
  const [sum, packedBytes, bytes] = [16, 20, 24].map((each) => archive.readUInt32LE(at + each));
  const local = archive.readUInt32LE(at + 42);
  const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const packed = archive.subarray(from, from + packedBytes);
  if (method !== 0 && method !== 8) throw new Error(`${name} is packed by method ${method}`);
  const content = method === 0 ? packed : inflateRawSync(packed);
  if (content.length !== bytes) throw new Error(`${name} has ${content.length} of ${bytes} bytes`);
  if (crc32(content) !== sum) throw new Error(`${name} is damaged`);
  return content;
}
