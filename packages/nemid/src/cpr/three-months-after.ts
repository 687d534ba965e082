const months = 3;

/**
 * Three calendar months later, in UTC. Where the day does not exist it is the month's last: 30 November + 3 months is 28 February,
 * or 29 in a leap year. A number that was last used at `time` must be gone from this moment on.
 */
export function threeMonthsAfter(time: Date): Date {
  const later = new Date(time);
  later.setUTCMonth(time.getUTCMonth() + months);
  if (later.getUTCDate() !== time.getUTCDate()) later.setUTCDate(0);
  return later;
}
