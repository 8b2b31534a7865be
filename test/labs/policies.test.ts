import { describe, expect, it } from "@jest/globals";
import { clusterOf, objectsIn } from "../../labs/contents.js";
import { UNPINNED_IMAGES } from "../../labs/apps/images.js";
import { weeks } from "../../labs/index.js";
import { violations } from "../../labs/policies/index.js";
import { stateAt } from "../../labs/week.js";
import { hollow } from "../support/hollow.js";

const steps = weeks.flatMap((week) =>
  week.steps.map(({ id }) => ({ id, state: stateAt(week, id) })),
);

describe("every step of every week", () => {
  it.each(steps)("keeps all rules at $id", ({ state }) => {
    const objects = Object.values(objectsIn(state)).map(({ object }) => object);
    const context = { cluster: clusterOf(state), unpinned: UNPINNED_IMAGES };
    expect(violations(objects, context)).toEqual([]);
  });

  it.each(steps)("has no field at $id that the API server would drop", ({ state }) => {
    expect(hollow(Object.values(objectsIn(state)).map(({ object }) => object))).toEqual(
      Object.keys(objectsIn(state)).length === 0 ? [""] : [],
    );
  });
});
