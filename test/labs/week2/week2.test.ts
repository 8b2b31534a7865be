import { describe, expect, it } from "@jest/globals";
import { checksAt } from "../../../checks/result.js";
import { containersIn, itemsOf } from "../../../labs/contents.js";
import { diffStates } from "../../../labs/delta.js";
import { stateAt, type StepId } from "../../../labs/week.js";
import { withoutContainers } from "../../../labs/week2/containers.js";
import { week2 as week } from "../../../labs/week2/index.js";

/** The steps of the first chapter, which needs no cluster. */
const steps = week.steps.slice(0, 9);

const changes = (from: StepId, to: StepId) =>
  diffStates(stateAt(week, from), stateAt(week, to)).map(({ key, kind, fields }) => [
    key,
    kind,
    fields.map(({ path, before, after }) => [path, before, after]),
  ]);

const route =
  "command[1].static_resources.listeners[name=httpbin-demo].filter_chains[0].filters[name=envoy.filters.network.http_connection_manager].typed_config.route_config.virtual_hosts[name=httpbin_local_service].routes[0].route";

describe("the first chapter of week 2", () => {
  it("has the notes' steps 2.1 to 2.9", () => {
    expect(steps.map(({ id }) => id)).toEqual(
      Array.from({ length: 9 }, (_, index) => `2.${index + 1}`),
    );
  });

  it.each(steps)("$id has a page, checks with hints, and sentences", (step) => {
    expect(step.title).toMatch(/^\S.*[^.]$/);
    expect(step.lesson).toMatch(/\.$/);
    expect(step.commands).not.toHaveLength(0);
    expect(step.checks).not.toHaveLength(0);
    for (const { says, hint } of step.checks) {
      expect(says).toMatch(/^\S.*[^.\s]$/);
      expect(hint).toMatch(/\S/);
    }
  });

  it("has one proxy in three revisions, told by the fields that differ", () => {
    expect(changes("2.4", "2.5")).toEqual([
      ["container/proxy", "changed", [[`${route}.timeout`, undefined, "1s"]]],
    ]);
    const [[key, kind, fields] = []] = changes("2.8", "2.9");
    expect([key, kind]).toEqual(["container/proxy", "changed"]);
    expect(fields).toEqual([
      [`${route}.retry_policy`, undefined, { retry_on: "5xx", num_retries: 3 }],
      [`${route}.timeout`, "1s", undefined],
      ["ports", undefined, [expect.objectContaining({ hostPort: 15_000, containerPort: 15_000 })]],
    ]);
  });

  it("has a published port at its last step alone", () => {
    const ports = (id: StepId) =>
      containersIn(stateAt(week, id)).flatMap((spec) =>
        (spec.ports ?? []).map((each) => each.hostPort),
      );
    expect([ports("2.8"), ports("2.9")]).toEqual([[], [15_000]]);
  });

  it("leaves nothing behind, not even an image that a later step would pull", () => {
    const { 0: first } = week.steps;
    expect(itemsOf(stateAt(week, first?.id ?? "2.1"), "image")).toHaveLength(3);
    expect(withoutContainers(stateAt(week, "2.9"))).toEqual({});
  });

  it("asks of the proxy only what the revision that runs can answer", () => {
    const says = (id: StepId) => checksAt(week, id).map(({ check }) => check.says);
    expect(says("2.9")).not.toContain("httpbin is told that it has one second");
    expect(says("2.9")).not.toContain("Envoy counts each such timeout");
    expect(says("2.9")).toContain("httpbin answers, and no proxy has touched the request");
    expect(says("2.8")).toContain("httpbin is told that it has one second");
  });
});
