/** The known word that a misspelt one probably meant, if one is near enough. */
export function findSimilar(word: string, known: readonly string[]): string | undefined {
  const lower = word.toLowerCase().slice(0, 100);
  const near = known
    .map((candidate) => ({ candidate, distance: editDistance(lower, candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= mostFor(candidate))
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.candidate;
}

/** Two letters that changed places count as two; in a word of three nearly everything would be near. */
function mostFor(candidate: string): number {
  return candidate.length < 4 ? 1 : Math.max(2, Math.floor(candidate.length / 3));
}

/** Levenshtein's: how many letters to insert, remove or replace. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
