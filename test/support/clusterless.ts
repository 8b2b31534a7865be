import type { CheckDraft } from "../../labs/checks.js";
import type { ContainerSpec } from "../../labs/container.js";
import { checksOf } from "../../labs/derive/checks.js";
import { timelineOf } from "../../labs/derive/timeline.js";
import { get, onHost } from "../../labs/probes.js";
import { removeContainers, runContainers, teardown, type Patch } from "../../labs/state.js";
import type { Step, StepId, Week } from "../../labs/week.js";

export const httpbin: ContainerSpec = {
  ...{ name: "httpbin", image: "mccutchen/go-httpbin:v2.15.0", env: { PORT: "8000" } },
};

export const proxy: ContainerSpec = {
  ...{ name: "proxy", image: "envoyproxy/envoy:v1.19.0", command: ["--config-yaml", "admin: {}"] },
  ports: [{ hostPort: 15000, containerPort: 15000, purpose: "Envoy's admin page" }],
};

interface ToyStep {
  readonly patch?: Patch;
  readonly checks?: readonly CheckDraft[];
}

const steps: Readonly<Record<StepId, ToyStep>> = {
  "9.1": {
    patch: runContainers(httpbin),
    checks: [{ says: "httpbin runs", probe: onHost(["docker", "inspect", "httpbin"]) }],
  },
  "9.2": {
    patch: runContainers(proxy),
    checks: [{ says: "the proxy answers", probe: get("http://127.0.0.1:15000/ready") }],
  },
  "9.3": {},
  "9.4": { patch: runContainers({ ...proxy, command: ["--config-yaml", "admin: { a: 1 }"] }) },
  "9.5": { patch: removeContainers("proxy") },
  "9.6": { patch: teardown },
};

const bare: Week = {
  id: "week9",
  title: "A week of containers",
  versions: { kubernetes: "1.23.17", istio: "1.17.8" },
  base: "9.2",
  steps: Object.entries(steps).map(([id, { patch }]): Step => ({
    ...{ id: id as StepId, kind: "change", title: `Step ${id}`, lesson: "Look.", commands: [] },
    ...{ checks: [], ...(patch === undefined ? {} : { patch }) },
  })),
};

const timeline = timelineOf(bare);

/** A week without a cluster at any step: two containers of Docker's. */
export const clusterless: Week = {
  ...bare,
  steps: bare.steps.map((step, place) => ({
    ...step,
    checks: checksOf(timeline, place, steps[step.id]?.checks ?? []),
  })),
};
