const months = 3;

/**
 * The moment from which `time` is three calendar months ago or more, in UTC: what was used last then must be gone from now on. Where the
 * month has no such day it is the start of the next: three months before any moment of February, 30 November has not come yet.
 */
export function threeMonthsAfter(time: Date): Date {
  const later = new Date(time);
  later.setUTCMonth(time.getUTCMonth() + months);
  if (later.getUTCDate() === time.getUTCDate()) return later;
  return new Date(Date.UTC(later.getUTCFullYear(), later.getUTCMonth(), 1));
}
