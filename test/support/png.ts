// Owns the reading of a PNG that a browser wrote: size, notes, and how opaque a pixel is (https://www.w3.org/TR/png-3/). Knows no
// picture's meaning.
import { inflateSync } from 'node:zlib';

const SIGNATURE = '89504e470d0a1a0a';

/** Colour type 6: red, green, blue, alpha. */
const WITH_ALPHA = 6;
const CHANNELS = 4;

export interface Png {
  readonly width: number;
  readonly height: number;
  /** Whether pixels can be transparent. */
  readonly hasAlpha: boolean;
  /** `tEXt` chunks by keyword. */
  readonly notes: ReadonlyMap<string, string>;
  /** 0 (transparent) to 255. Only of pictures with alpha, 8 bits a channel, not interlaced. */
  readonly alphaAt: (x: number, y: number) => number;
}

export function readPng(file: Buffer): Png {
  if (file.subarray(0, 8).toString('hex') !== SIGNATURE) throw new Error('This is no PNG.');
  const chunks = chunksOf(file);
  const header = chunks.find(({ type }) => type === 'IHDR')?.data;
  if (header === undefined) throw new Error('A PNG without a header.');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const hasAlpha = header[8] === 8 && header[9] === WITH_ALPHA && header[12] === 0;
  const packed = chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
  const notes = chunks.filter(({ type }) => type === 'tEXt').map(({ data }) => noteOf(data));
  let pixels: Buffer | null = null;
  return {
    width,
    height,
    hasAlpha,
    notes: new Map(notes),
    alphaAt: (x, y) => {
      if (!hasAlpha) throw new Error('A picture without alpha.');
      pixels ??= unfiltered(inflateSync(Buffer.concat(packed)), width * CHANNELS, height);
      return pixels[(y * width + x) * CHANNELS + 3] ?? 0;
    },
  };
}

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

function chunksOf(file: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at);
    const type = file.subarray(at + 4, at + 8).toString('latin1');
    chunks.push({ type, data: file.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

function noteOf(data: Buffer): [keyword: string, text: string] {
  const end = data.indexOf(0);
  return [data.subarray(0, end).toString('latin1'), data.subarray(end + 1).toString('latin1')];
}

/** Each line begins with the number of the filter that it was written with. */
function unfiltered(lines: Buffer, lineBytes: number, height: number): Buffer {
  const pixels = Buffer.alloc(lineBytes * height);
  for (let y = 0; y < height; y += 1) {
    const filter = lines[y * (lineBytes + 1)];
    for (let x = 0; x < lineBytes; x += 1) {
      const left = x < CHANNELS ? 0 : (pixels[y * lineBytes + x - CHANNELS] ?? 0);
      const up = y === 0 ? 0 : (pixels[(y - 1) * lineBytes + x] ?? 0);
      const corner =
        y === 0 || x < CHANNELS ? 0 : (pixels[(y - 1) * lineBytes + x - CHANNELS] ?? 0);
      const predicted =
        [0, left, up, (left + up) >> 1, nearest(left, up, corner)][filter ?? 0] ?? 0;
      pixels[y * lineBytes + x] = (lines[y * (lineBytes + 1) + 1 + x] ?? 0) + predicted;
    }
  }
  return pixels;
}

/** The Paeth filter's guess. */
function nearest(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [left, up, corner].map((one) => Math.abs(guess - one)) as [
    number,
    number,
    number,
  ];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
