/** Members that are there: an optional member is left out, never `undefined`, so that what is read back is what was written. */
export function omitAbsent<T extends object>(members: T): { [K in keyof T]: T[K] } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;
}
