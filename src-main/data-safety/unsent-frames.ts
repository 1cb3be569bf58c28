import { crc32 } from 'node:zlib';

/**
 * The file of unsent envelopes, byte by byte (integers little-endian):
 *
 *     file   = "RPUNSNT1" salt:u32 crc:u32 frame*
 *     frame  = salt:u32 bodyLength:u32 crc:u32 body
 *     body   = kind:u8 deviceLength:u8 device:ASCII n:f64 bytes
 *
 * The bytes of an `append` are the envelope's; those of a `remove` the first number to drop, an f64 as well.
 *
 * A frame's `crc` is CRC-32 of the body, started from the salt; the header's is of its first 12 bytes. The salt is random for each file: it marks
 * where a frame may begin again after damage, and nobody who only supplies envelopes can write
 * bytes that pass for a frame. An f64 holds every safe integer exactly.
 */
export const FILE_HEADER_BYTES = 16;
const FRAME_HEADER_BYTES = 12;
const BODY_FIXED_BYTES = 10;
const FROM_BYTES = 8;
const MAGIC = Buffer.from('RPUNSNT1', 'latin1');

/** A length above this is damage, not an envelope; stops a flipped bit from reserving gigabytes. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** `append` keeps bytes; `remove` drops the device's entries from `from` up to and including `n`. */
export type FrameKind = 'append' | 'remove';
const kindCodes = { append: 1, remove: 2 } as const satisfies Record<FrameKind, number>;

export type Frame = {
  readonly kind: FrameKind;
  readonly device: string;
  readonly n: number;
  /** Of a `remove`; where none was written all that is lower goes as well. */
  readonly from: number;
  /** Where the frame lies in the file, and where its envelope lies. */
  readonly start: number;
  readonly end: number;
  readonly bytesStart: number;
};

/** A stretch of the file that holds no readable frame. */
export type DamagedRange = { readonly start: number; readonly end: number };

export function encodeFileHeader(salt: number): Buffer {
  const header = Buffer.alloc(FILE_HEADER_BYTES);
  MAGIC.copy(header);
  header.writeUInt32LE(salt, 8);
  header.writeUInt32LE(crc32(header.subarray(0, 12)), 12);
  return header;
}

/**
 * The file's salt. A damaged header costs nothing as long as the first frame checks out under the
 * salt that it carries itself; null where neither can be read.
 */
export function readSalt(file: Buffer): { readonly salt: number; readonly intact: boolean } | null {
  if (file.length < FILE_HEADER_BYTES) return null;
  const header = file.subarray(0, FILE_HEADER_BYTES);
  const salt = header.readUInt32LE(8);
  if (header.equals(encodeFileHeader(salt))) return { salt, intact: true };
  if (file.length < FILE_HEADER_BYTES + FRAME_HEADER_BYTES) return null;
  const carried = file.readUInt32LE(FILE_HEADER_BYTES);
  return readFrame(file, carried, FILE_HEADER_BYTES) === null
    ? null
    : { salt: carried, intact: false };
}

/** Bytes of a frame around its envelope. */
export function frameOverheadBytes(device: string): number {
  return FRAME_HEADER_BYTES + BODY_FIXED_BYTES + device.length;
}

export function encodeFrame(
  salt: number,
  kind: FrameKind,
  device: string,
  n: number,
  bytes: Uint8Array = new Uint8Array(0),
): Buffer {
  const frame = Buffer.alloc(frameOverheadBytes(device) + bytes.byteLength);
  frame.writeUInt32LE(salt, 0);
  frame.writeUInt32LE(frame.length - FRAME_HEADER_BYTES, 4);
  const body = frame.subarray(FRAME_HEADER_BYTES);
  body.writeUInt8(kindCodes[kind], 0);
  body.writeUInt8(device.length, 1);
  body.write(device, 2, 'latin1');
  body.writeDoubleLE(n, 2 + device.length);
  body.set(bytes, BODY_FIXED_BYTES + device.length);
  frame.writeUInt32LE(crc32(body, salt), 8);
  return frame;
}

export function encodeRemoval(
  salt: number,
  { device, from, to }: { readonly device: string; readonly from: number; readonly to: number },
): Buffer {
  const first = Buffer.alloc(FROM_BYTES);
  first.writeDoubleLE(from);
  return encodeFrame(salt, 'remove', device, to, first);
}

/**
 * Reads every whole frame after the header. What is not a frame (a torn tail, a stretch of zeros,
 * a flipped bit) is stepped over to the next salt that starts a frame which checks out, so that
 * damage costs the frames that it touches and no other.
 */
export function readFrames(
  file: Buffer,
  salt: number,
): { readonly frames: readonly Frame[]; readonly damaged: readonly DamagedRange[] } {
  const mark = Buffer.alloc(4);
  mark.writeUInt32LE(salt);
  const frames: Frame[] = [];
  const damaged: DamagedRange[] = [];
  let at = FILE_HEADER_BYTES;
  while (at < file.length) {
    let frame = readFrame(file, salt, at);
    if (frame === null) {
      const start = at;
      do {
        at = file.indexOf(mark, at + 1);
        if (at === -1) at = file.length;
        frame = at < file.length ? readFrame(file, salt, at) : null;
      } while (frame === null && at < file.length);
      damaged.push({ start, end: at });
      if (frame === null) break;
    }
    frames.push(frame);
    at = frame.end;
  }
  return { frames, damaged };
}

function readFrame(file: Buffer, salt: number, start: number): Frame | null {
  if (start + FRAME_HEADER_BYTES + BODY_FIXED_BYTES > file.length) return null;
  if (file.readUInt32LE(start) !== salt) return null;
  const bodyLength = file.readUInt32LE(start + 4);
  const bodyStart = start + FRAME_HEADER_BYTES;
  const end = bodyStart + bodyLength;
  if (bodyLength < BODY_FIXED_BYTES || bodyLength > MAX_BODY_BYTES || end > file.length)
    return null;
  const body = file.subarray(bodyStart, end);
  if (crc32(body, salt) !== file.readUInt32LE(start + 8)) return null;
  const code = body.readUInt8(0);
  const kind = code === kindCodes.append ? 'append' : code === kindCodes.remove ? 'remove' : null;
  const deviceLength = body.readUInt8(1);
  if (kind === null || BODY_FIXED_BYTES + deviceLength > bodyLength) return null;
  const fixedLength = BODY_FIXED_BYTES + deviceLength;
  const hasFrom = kind === 'remove' && bodyLength >= fixedLength + FROM_BYTES;
  return {
    kind,
    device: body.toString('latin1', 2, 2 + deviceLength),
    n: body.readDoubleLE(2 + deviceLength),
    from: hasFrom ? body.readDoubleLE(fixedLength) : 0,
    start,
    end,
    bytesStart: bodyStart + fixedLength,
  };
}
