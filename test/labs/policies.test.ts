import { describe, expect, it } from "@jest/globals";
import { itemsOf } from "../../labs/contents.js";
import { weeks } from "../../labs/index.js";
import { objectsOf } from "../../labs/objects.js";
import { requireRules } from "../../labs/policies/require.js";
import { stateAt } from "../../labs/week.js";
import { kind } from "../../targets/kind.js";
import { fakeManifests } from "../support/fake-manifests.js";
import { hollow } from "../support/hollow.js";

const steps = weeks.flatMap((week) =>
  week.steps.map(({ id }) => ({ week: week.id, id, state: stateAt(week, id) })),
);

describe("every step of every week", () => {
  it.each(steps)("keeps all rules at $id", ({ week, id, state }) => {
    const objects = objectsOf(state, fakeManifests, { target: kind, images: "official" });
    expect(() => {
      requireRules({ week, step: id, state, objects });
    }).not.toThrow();
  });

  it.each(steps)("has no field at $id that the API server would drop", ({ state }) => {
    expect(hollow(itemsOf(state, "object").map(({ object }) => object))).toEqual(
      itemsOf(state, "object").length === 0 ? [""] : [],
    );
  });
});
