/** A clock that stands still until it is told. */
export interface FixedClock {
  now(): Date;
  advance(ms: number): void;
}

export function fixedClock(start: Date): FixedClock {
  let time = start.getTime();
  return {
    now: () => new Date(time),
    advance: (ms) => {
      time += ms;
    },
  };
}
