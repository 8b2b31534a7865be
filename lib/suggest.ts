const MAX_DISTANCE = 2;

/** ` Did you mean "week1"?` when a value is close to an allowed one, else nothing. */
export function didYouMean(value: string, allowed: readonly string[]): string {
  const [best] = allowed
    .map((candidate) => ({
      candidate,
      distance: distance(value.toLowerCase(), candidate.toLowerCase()),
    }))
    .filter(({ distance: edits, candidate }) => edits <= MAX_DISTANCE && edits < candidate.length)
    .sort((a, b) => a.distance - b.distance);
  return best === undefined ? "" : ` Did you mean "${best.candidate}"?`;
}

/** Levenshtein distance: single-character edits from one word to the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
