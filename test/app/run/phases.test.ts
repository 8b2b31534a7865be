import { describe, expect, it } from "@jest/globals";
import { duration } from "../../../lib/progress.js";
import { phaseOf, Phases } from "../../../app/run/phases.js";

const PREFIX = "urn:pulumi:week1::istio-lab::";
const CLUSTER = `${PREFIX}istio-lab:cluster:KindCluster$lab:cluster:KindCluster::cluster/kind`;
const PROVIDER = `${PREFIX}istio-lab:cluster:KindCluster$pulumi:providers:kubernetes::cluster/kubernetes`;
const GRAFANA = `${PREFIX}istio-lab:observability:Grafana$kubernetes:apps/v1:Deployment::grafana/Deployment/a/b`;
const KIALI = `${PREFIX}istio-lab:observability:Kiali$kubernetes:apps/v1:Deployment::kiali/Deployment/a/b`;
const ROUTE = `${PREFIX}istio-lab:istio:Routing$kubernetes:networking.istio.io/v1alpha3:Gateway::routing/Gateway/a/b`;
const ISTIOD = `${PREFIX}istio-lab:istio:Istio$kubernetes:apps/v1:Deployment::istio/Deployment/a/istiod`;

/** Phases by a clock that stands still until it is moved. */
function bench() {
  let ms = 0;
  let sequence = 0;
  const phases = new Phases(() => ms);
  // the engine's events hold much more than is read of them
  const send = (kind: string, op: string, urn: string): void => {
    const event = { sequence: sequence++, timestamp: 0, [kind]: { metadata: { op, urn } } };
    phases.onEvent(event);
  };
  return {
    phases,
    pass: (time: number) => (ms += time),
    begin: (urn: string, op = "create") => {
      send("resourcePreEvent", op, urn);
    },
    end: (urn: string, op = "create") => {
      send("resOutputsEvent", op, urn);
    },
  };
}

const text = (phases: Phases): string =>
  phases
    .slow()
    .map(({ name, tookMs }) => `${name} ${duration(tookMs)}`)
    .join(" · ");

describe("the part of the lab that a resource belongs to", () => {
  it.each([
    [CLUSTER, "cluster"],
    [GRAFANA, "observability"],
    [ISTIOD, "istio"],
    [ROUTE, "routing"],
    [PROVIDER, undefined],
    [`${PREFIX}istio-lab:istio:Istio::istio`, undefined],
    [`${PREFIX}pulumi:pulumi:Stack::istio-lab-week1`, undefined],
  ])("of %s is %s", (urn, phase) => {
    expect(phaseOf(urn)).toBe(phase);
  });
});

describe("the times of a run", () => {
  it("last from the first resource of a part that begins to the last that ends", () => {
    const { phases, begin, end, pass } = bench();
    begin(CLUSTER);
    pass(24_000);
    end(CLUSTER);
    begin(GRAFANA);
    pass(5_000);
    begin(KIALI);
    end(GRAFANA);
    pass(10_000);
    end(KIALI);
    expect(text(phases)).toBe("cluster 24 s · observability 15 s");
  });

  it("have no word for what was quick, nor for what stayed as it was", () => {
    const { phases, begin, end, pass } = bench();
    begin(ISTIOD, "same");
    pass(5_000);
    end(ISTIOD, "same");
    begin(ROUTE);
    pass(900);
    end(ROUTE);
    expect(text(phases)).toBe("");
  });

  it("leave out what was replaced, which is deleted at the very end", () => {
    const { phases, begin, end, pass } = bench();
    begin(CLUSTER, "create-replacement");
    pass(8_000);
    end(CLUSTER, "create-replacement");
    pass(9_000);
    begin(CLUSTER, "delete-replaced");
    end(CLUSTER, "delete-replaced");
    expect(text(phases)).toBe("cluster 8.0 s");
  });
});
