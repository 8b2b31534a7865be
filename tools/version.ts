/** The numbers of a version: `1.23.17-rc.1` → `[1, 23, 17]`. */
function numbers(version: string): readonly number[] {
  return (version.split(/[-+]/, 1)[0] ?? "").split(".").map(Number);
}

/** Negative when `a` is older than `b`, 0 when they are equal as far as both go: `1.23` equals `1.23.17`. */
export function compareVersions(a: string, b: string): number {
  const left = numbers(a);
  const right = numbers(b);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A test for versions from `low` to `high`, both included: `between("1.22", "1.24")` accepts 1.24.9. */
export function between(low: string, high: string): (version: string) => boolean {
  return (version) => compareVersions(version, low) >= 0 && compareVersions(version, high) <= 0;
}

/** A test for one version. A pre-release is not the release. */
export function exactly(wanted: string): (version: string) => boolean {
  return (version) => version === wanted;
}
