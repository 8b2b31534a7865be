import { describe, expect, it } from "@jest/globals";
import { valueAt } from "../../labs/fields.js";
import { objectsOf, type Where } from "../../labs/objects.js";
import { stateAt } from "../../labs/week.js";
import { week1 } from "../../labs/week1/index.js";
import { fakeManifests } from "../support/fake-manifests.js";
import { requestingIstio } from "../support/requesting-istio.js";
import { kind as onKind } from "../../targets/kind.js";
import { kwok as onKwok } from "../../targets/kwok.js";

const keysOn = (where: Where): string[] =>
  objectsOf(stateAt(week1, "1.54"), fakeManifests, where).map(({ key }) => key);

/** What istiod requests, where Istio is rendered with requests. */
function istiodsRequests(where: Where): unknown {
  const manifests = { ...fakeManifests, istio: () => requestingIstio };
  const objects = objectsOf(stateAt(week1, "1.54"), manifests, where);
  const istiod = objects.find(({ key }) => key === "Deployment/istio-system/istiod");
  return valueAt(istiod?.object, "spec.template.spec.containers[0].resources.requests");
}

describe("the objects of a lab", () => {
  it("on stand-ins are those of official images: the proxies count as Istio's do", () => {
    const official = keysOn({ target: onKind, images: "official" });
    expect(keysOn({ target: onKind, images: "stand-ins" })).toEqual(official);
    expect(official).toContain("EnvoyFilter/istio-system/stats-filter-1.17");
  });

  it.each<[Where, string, string]>([
    [{ target: onKind, images: "official" }, "500m", "2048Mi"],
    [{ target: onKind, images: "official", cpuRequests: "official" }, "500m", "2048Mi"],
    [{ target: onKind, images: "official", cpuRequests: "small" }, "10m", "2048Mi"],
    [{ target: onKind, images: "stand-ins", cpuRequests: "small" }, "10m", "2048Mi"],
    [{ target: onKind, images: "official", memoryRequests: "small" }, "500m", "100Mi"],
    [
      ...([
        { target: onKind, images: "official", cpuRequests: "small", memoryRequests: "small" },
      ] as const),
      ...(["10m", "100Mi"] as const),
    ],
    [{ target: onKwok, images: "official", cpuRequests: "small" }, "500m", "2048Mi"],
    [{ target: onKwok, images: "official", memoryRequests: "small" }, "500m", "2048Mi"],
  ])("on %j reserve for istiod %s and %s", (where, cpu, memory) => {
    expect(istiodsRequests(where)).toEqual({ cpu, memory });
  });
});
