/**
 * Reads a ZIP that holds nothing but what it lists: every byte is a file's, its header's or the directory's, both say the same of
 * each, and all of it is small enough. Two readers of such a file cannot see two different things in it.
 */
import { crc32, inflateRawSync } from "node:zlib";
import { type Entry, fromBufferPromise, type LocalFileHeader, type ZipFile } from "yauzl";
import { SdoError } from "../sdo-error.js";
import type { ZipEntry } from "./write-zip.js";
import { ZIP_LIMITS } from "./zip-limits.js";

const STORED = 0;
const DEFLATED = 8;
const LOCAL_HEADER_BYTES = 30;
const DIRECTORY_ENTRY_BYTES = 46;
const END_RECORD_BYTES = 22;
/** Bit 0: encrypted; 3: sizes come after the data; 5: a patch; 6, 13: encrypted. Only 11 (UTF-8) and compression levels may be set. */
const FORBIDDEN_FLAGS = 0xffff & ~(0x0800 | 0x0006);
const SYMBOLIC_LINK = 0o120000;

/** @throws SdoError "bad-asic", "too-large" */
export async function readZip(bytes: Uint8Array): Promise<readonly ZipEntry[]> {
  if (bytes.length > ZIP_LIMITS.bytes) throw tooLarge();
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const zip = await open(buffer);
  const entries = await listEntries(zip);
  expectNothingElse(buffer, entries);
  return entries.map((listed) => unpack(buffer, listed));
}

interface Listed {
  readonly entry: Entry;
  readonly header: LocalFileHeader;
}

async function open(buffer: Buffer): Promise<ZipFile> {
  return refusing(() => fromBufferPromise(buffer, { lazyEntries: true, strictFileNames: true, autoClose: false }));
}

function listEntries(zip: ZipFile): Promise<readonly Listed[]> {
  return refusing(async () => {
    if (zip.entryCount > ZIP_LIMITS.entries) throw tooLarge();
    const listed: Listed[] = [];
    let unpacked = 0;
    for await (const entry of zip.eachEntry()) {
      unpacked += entry.uncompressedSize;
      if (unpacked > ZIP_LIMITS.unpackedBytes) throw tooLarge();
      const header = await zip.readLocalFileHeaderPromise(entry);
      expectPlain(entry, header);
      listed.push({ entry, header });
    }
    const names = listed.map(({ entry }) => entry.fileName.toLowerCase());
    if (new Set(names).size < names.length) throw bad("two files have one name");
    return listed;
  });
}

function expectPlain(entry: Entry, header: LocalFileHeader): void {
  const { compressionMethod: method, generalPurposeBitFlag: flags, fileName, uncompressedSize, compressedSize } = entry;
  if ((flags & FORBIDDEN_FLAGS) !== 0) throw bad("a file is encrypted, or written in parts");
  if (method !== STORED && method !== DEFLATED) throw bad("a file is compressed in an unknown way");
  if (method === STORED && compressedSize !== uncompressedSize) throw bad("a stored file has two sizes");
  if (fileName.endsWith("/")) throw bad("there is a folder entry");
  if (((entry.externalFileAttributes >>> 16) & 0o170000) === SYMBOLIC_LINK) throw bad("there is a symbolic link");
  if (entry.extraFieldLength + header.extraFieldLength + entry.fileCommentLength > 0)
    throw bad("a file has extra fields");
  const isTold =
    header.fileName.equals(entry.fileNameRaw) &&
    header.compressionMethod === method &&
    header.generalPurposeBitFlag === flags &&
    header.crc32 === entry.crc32 &&
    header.compressedSize === compressedSize &&
    header.uncompressedSize === uncompressedSize;
  if (!isTold) throw bad("a file's own header says something else than the directory");
}

/** One after the other from the first byte, then the directory, then the end, without a comment. */
function expectNothingElse(buffer: Buffer, entries: readonly Listed[]): void {
  let position = 0;
  for (const { entry, header } of entries) {
    if (entry.relativeOffsetOfLocalHeader !== position)
      throw bad("there are bytes that no file owns, or files out of order");
    position += LOCAL_HEADER_BYTES + header.fileName.length + entry.compressedSize;
  }
  const directory = entries.reduce((sum, { entry }) => sum + DIRECTORY_ENTRY_BYTES + entry.fileNameRaw.length, 0);
  const end = position + directory;
  const isWhole =
    buffer.length === end + END_RECORD_BYTES &&
    buffer.readUInt32LE(end) === 0x06054b50 &&
    buffer.readUInt32LE(end + 16) === position;
  if (!isWhole) throw bad("there are bytes that no file owns");
}

function unpack(buffer: Buffer, { entry, header }: Listed): ZipEntry {
  const { fileName: name, compressedSize, uncompressedSize, compressionMethod, crc32: stated } = entry;
  const packed = buffer.subarray(header.fileDataStart, header.fileDataStart + compressedSize);
  const stored = compressionMethod === STORED;
  const bytes = stored ? packed : inflate(packed, uncompressedSize);
  if (bytes.length !== uncompressedSize || crc32(bytes) !== stated) throw bad("a file is damaged");
  return { name, bytes, stored };
}

/** Stops at the size that was stated: what is more is a bomb, or hidden. The types know nothing of `info`, which tells what was used. */
function inflate(packed: Buffer, size: number): Buffer {
  try {
    const { buffer, engine } = inflateRawSync(packed, {
      maxOutputLength: Math.max(size, 1),
      info: true,
    }) as unknown as {
      readonly buffer: Buffer;
      readonly engine: { readonly bytesWritten: number };
    };
    if (engine.bytesWritten !== packed.length) throw bad("bytes follow a compressed file");
    return buffer;
  } catch (cause) {
    if (cause instanceof SdoError) throw cause;
    throw bad("a file cannot be unpacked to the size that it states", cause);
  }
}

async function refusing<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof SdoError) throw cause;
    throw bad(cause instanceof Error ? cause.message : "unknown", cause);
  }
}

function bad(why: string, cause?: unknown): SdoError {
  return new SdoError("bad-asic", `Not a container that can be relied on: ${why}`, { cause });
}

function tooLarge(): SdoError {
  return new SdoError("too-large", "The container holds more than is read: see ZIP_LIMITS");
}
