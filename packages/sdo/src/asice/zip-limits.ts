/** What a container may have; checked before anything is unpacked, and again while it is. */
export const ZIP_LIMITS = {
  bytes: 64 * 1024 * 1024, // packed
  unpackedBytes: 128 * 1024 * 1024, // all files together
  entries: 256,
} as const;
