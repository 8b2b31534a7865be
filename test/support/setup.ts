import { expect } from "@jest/globals";
import { stringify } from "yaml";

const isPlain = (value: unknown): boolean =>
  Array.isArray(value) ||
  (typeof value === "object" &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.getPrototypeOf({}));

/** Snapshots of objects are YAML, as in the exercises, so that a changed one reads like a manifest. */
expect.addSnapshotSerializer({
  test: isPlain,
  serialize: (value: unknown) => stringify(value, { aliasDuplicateObjects: false, lineWidth: 0 }),
});
