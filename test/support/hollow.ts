/** Empty maps and lists that mean something, and that an API server keeps: all namespaces, a status of its own. */
const MEANT = /\.(emptyDir|\w+NamespaceSelector|alertmanagers|subresources\.status)$/;

/**
 * Paths of empty maps and lists and of nulls, which an API server drops or makes itself: each would be a
 * difference that never goes away.
 */
export function hollow(value: unknown, path = ""): string[] {
  if (value === null || value === undefined) return [path];
  if (typeof value !== "object") return [];
  const entries = Object.entries(value);
  if (entries.length === 0) return MEANT.test(path) ? [] : [path];
  return entries.flatMap(([key, field]) => hollow(field, `${path}.${key}`));
}
