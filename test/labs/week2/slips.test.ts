import { describe, expect, it } from "@jest/globals";
import { itemsOf, objectIn, objectsIn } from "../../../labs/contents.js";
import { objectsOf } from "../../../labs/objects.js";
import { requireRules } from "../../../labs/policies/require.js";
import { stateAt, type Week } from "../../../labs/week.js";
import { week2 } from "../../../labs/week2/index.js";
import { kind } from "../../../targets/kind.js";
import { fakeManifests } from "../../support/fake-manifests.js";

const slips = week2.slips ?? [];
const with_ = (...names: readonly string[]): Week => week2.reproducing?.(names) ?? week2;
const gatewaysAt = (week: Week, step: string): string[] =>
  Object.keys(objectsIn(stateAt(week, step))).filter((key) => key.startsWith("Gateway/"));

describe("the slips of week 2", () => {
  it.each(slips)("$name changes the lab at each step that it names", ({ name, at }) => {
    for (const step of at) expect(stateAt(with_(name), step)).not.toEqual(stateAt(week2, step));
  });

  it.each(slips)("$name breaks no rule at any step: it is wrong on purpose", ({ name }) => {
    for (const { id } of week2.steps) {
      const state = stateAt(with_(name), id);
      const objects = objectsOf(state, fakeManifests, { target: kind, images: "official" });
      expect(() => {
        requireRules({ week: "week2", step: id, state, objects });
      }).not.toThrow();
    }
  });

  it.each(slips)("$name is told on the page of a step", ({ name }) => {
    expect(week2.steps.some(({ deviation = "" }) => deviation.includes(name))).toBe(true);
  });

  it("leave the week itself as it is", () => {
    with_(...slips.map(({ name }) => name));
    expect(gatewaysAt(week2, "2.27")).toEqual(["Gateway/istioinaction/coolstore-gateway"]);
  });
});

describe("the redirection in the wrong namespace", () => {
  const week = with_("redirect-namespace");
  const own = "Gateway/istioinaction/coolstore-gateway";

  it("makes a second Gateway that stays to the end, and goes on the way back", () => {
    expect(gatewaysAt(week, "2.27")).toEqual([own, "Gateway/default/coolstore-gateway"]);
    expect(gatewaysAt(week, "2.32")).toContain("Gateway/default/coolstore-gateway");
    expect(gatewaysAt(week, "2.26")).toEqual([own]);
  });

  it("leaves the one of the exercises as it was", () => {
    expect(objectIn(stateAt(week, "2.27"), own)).toEqual(objectIn(stateAt(week2, "2.26"), own));
  });
});

describe("a flaw of certificates", () => {
  it("is that of all that there are, whenever they came", () => {
    const flaws = itemsOf(stateAt(with_("expired"), "2.32"), "certificates").map(
      ({ spec }) => spec.flaw,
    );
    expect(flaws).toEqual(["expired", "expired", "expired", "expired"]);
  });
});
