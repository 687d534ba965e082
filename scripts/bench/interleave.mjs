/** Times taken turn by turn, so that whatever else the machine does in a moment is done to all. */

const ROUNDS = 15;

/**
 * @param runs one function for each who takes part
 * @returns for each the milliseconds of its rounds, in the same order
 */
export function interleave(runs) {
  for (const run of runs) run(); // warm
  const times = runs.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const index of rotated(runs.length, round)) {
      const start = process.hrtime.bigint();
      runs[index]();
      times[index].push(Number(process.hrtime.bigint() - start) / 1e6);
    }
  }
  return times;
}

/** Nobody always comes after the same one. */
function rotated(length, by) {
  return Array.from({ length }, (_, index) => (index + by) % length);
}

/** Of ratios or times: the middle one, and the middle half around it. */
export function spreadOf(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part) => sorted[Math.round(part * (sorted.length - 1))];
  return { median: at(0.5), from: at(0.25), to: at(0.75) };
}
