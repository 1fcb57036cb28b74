// Owns a note inside a PNG: a `tEXt` chunk before the end. Knows no picture's meaning.
import { crc32 } from 'node:zlib';

/** The last chunk of every PNG: no data, length and checksum included. */
const END_BYTES = 12;

/** Both in Latin-1, `keyword` of 1 to 79 characters (https://www.w3.org/TR/png-3/#11tEXt). */
export function withNote(png: Buffer, keyword: string, text: string): Buffer {
  const named = Buffer.from(`tEXt${keyword}\0${text}`, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(named.length - 4);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(named));
  const end = png.length - END_BYTES;
  return Buffer.concat([png.subarray(0, end), length, named, checksum, png.subarray(end)]);
}
