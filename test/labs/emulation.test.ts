import { describe, expect, it } from "@jest/globals";
import { itemsOf } from "../../labs/contents.js";
import { AMD64_ONLY, withSlowStarts } from "../../labs/emulation.js";
import { podImages } from "../../labs/images.js";
import { weeks } from "../../labs/index.js";
import { keyOf } from "../../labs/kube.js";
import type { LabObject } from "../../labs/objects.js";
import { kubeOpsView } from "../../labs/observability/kube-ops-view.js";
import { stateAt } from "../../labs/week.js";

const placed: LabObject[] = kubeOpsView(30005).map((object) => ({
  key: keyOf(object),
  part: "kube-ops-view",
  object,
}));

describe("images that are emulated", () => {
  it("have five minutes to start before it is asked whether they live, by the same question", () => {
    const [before, after] = [placed, withSlowStarts(placed)].map((objects) => {
      const found = objects.find(({ object }) => object.kind === "Deployment")?.object;
      return found?.["spec"] as {
        template: { spec: { containers: Record<string, object>[] } };
      };
    });
    const [old] = before?.template.spec.containers ?? [];
    const [container] = after?.template.spec.containers ?? [];
    expect(container).toEqual({
      ...old,
      startupProbe: { tcpSocket: { port: "http" }, periodSeconds: 10, failureThreshold: 30 },
    });
  });

  it("are all that change", () => {
    const others = placed.filter(({ object }) => object.kind !== "Deployment");
    expect(withSlowStarts(others)).toEqual(others);
    const own = placed.map(({ object, ...rest }) => ({
      ...rest,
      object: JSON.parse(JSON.stringify(object).replace("hjacobs/", "own/")) as typeof object,
    }));
    expect(withSlowStarts(own)).toEqual(own);
  });

  it("are those that the labs really use", () => {
    const states = weeks.flatMap((week) => week.steps.map(({ id }) => stateAt(week, id)));
    const used = new Set(
      states.flatMap((state) =>
        itemsOf(state, "object").flatMap(({ object }) => podImages(object)),
      ),
    );
    expect(AMD64_ONLY.filter((image) => !used.has(image))).toEqual([]);
  });
});
