/**
 * Paths of empty maps and lists and of nulls, which an API server drops or makes itself: each would be a
 * difference that never goes away. `emptyDir: {}` alone means something.
 */
export function hollow(value: unknown, path = ""): string[] {
  if (value === null || value === undefined) return [path];
  if (typeof value !== "object") return [];
  const entries = Object.entries(value);
  if (entries.length === 0) return path.endsWith(".emptyDir") ? [] : [path];
  return entries.flatMap(([key, field]) => hollow(field, `${path}.${key}`));
}
