/**
 * Sorts names so that each comes behind those that it waits for, and else in the order given.
 * @param after what a name waits for.
 * @throws Error for a name that is none of the given, and for names that wait for each other: the data is wrong.
 */
export function inOrder<Name extends string>(
  names: readonly Name[],
  after: (name: Name) => Iterable<string>,
): Name[] {
  const sorted = new Set<Name>();
  const visit = (name: Name, path: readonly Name[]): void => {
    if (sorted.has(name)) return;
    const way = [...path, name];
    if (path.includes(name)) {
      throw new Error(`a circle: ${way.slice(way.indexOf(name)).join(" waits for ")}`);
    }
    for (const wanted of after(name)) {
      const found = names.find((each) => each === wanted);
      if (found === undefined) {
        throw new Error(`${name} waits for "${wanted}", which is none of ${names.join(", ")}`);
      }
      visit(found, way);
    }
    sorted.add(name);
  };
  for (const name of names) visit(name, []);
  return [...sorted];
}
