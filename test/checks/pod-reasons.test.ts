import { describe, expect, it } from "@jest/globals";
import { podReasons, type KubeEvent, type Pod } from "../../checks/pod-reasons.js";

type Status = NonNullable<Pod["status"]>;

const pod = (status: Status, metadata: Partial<Pod["metadata"]> = {}): Pod => ({
  kind: "Pod",
  metadata: { namespace: "shop", name: "catalog-1", uid: "u1", ...metadata },
  status,
});

const event = (reason: string, message: string, more: Partial<KubeEvent> = {}): KubeEvent => ({
  kind: "Event",
  type: "Warning",
  reason,
  message,
  involvedObject: { uid: "u1" },
  lastTimestamp: "2026-01-01T00:00:00Z",
  ...more,
});

const waiting = (reason: string, message?: string): Status => ({
  phase: "Pending",
  containerStatuses: [
    {
      name: "web",
      image: "catalog:1",
      ready: false,
      state: { waiting: { reason, ...(message === undefined ? {} : { message }) } },
    },
  ],
});

/** What is said of one pod. */
const said = (status: Status, ...events: KubeEvent[]): string[] =>
  podReasons([pod(status), ...events]).map((line) => line.replace("shop/catalog-1: ", ""));

describe("a pod that is not ready", () => {
  it.each<[string, Status, KubeEvent[], string]>([
    [
      "found no node",
      {
        phase: "Pending",
        conditions: [
          { type: "PodScheduled", status: "False", message: "0/1 nodes: 1 Insufficient memory." },
        ],
      },
      [],
      "not scheduled: 0/1 nodes: 1 Insufficient memory. (./lab doctor: what the week reserves, and what Docker has)",
    ],
    [
      "found no node, in a long message: the way to what is missing stays whole",
      {
        phase: "Pending",
        conditions: [
          {
            type: "PodScheduled",
            status: "False",
            message: `0/1: 1 Insufficient cpu, ${"x".repeat(300)}`,
          },
        ],
      },
      [],
      `not scheduled: 0/1: 1 Insufficient cpu, ${"x".repeat(99)}… (./lab doctor: what the week reserves, and what Docker has)`,
    ],
    [
      "can't pull its image, whose event says why",
      waiting("ImagePullBackOff", 'Back-off pulling image "catalog:1"'),
      [
        event(
          "Failed",
          'Failed to pull image "catalog:1": rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/catalog:1": failed to resolve reference "docker.io/catalog:1": docker.io/catalog:1: not found',
        ),
        event("Failed", "Error: ImagePullBackOff", { lastTimestamp: "2026-01-01T00:00:02Z" }),
      ],
      "container web can't pull catalog:1: docker.io/catalog:1: not found",
    ],
    [
      "can't pull its image, and has no event yet",
      waiting("ErrImagePull", "rpc error: code = Unknown desc = unauthorized"),
      [],
      "container web can't pull catalog:1: unauthorized",
    ],
    [
      "can't reach a registry: containerd names the cache only, which need not exist",
      waiting(
        "ErrImagePull",
        'failed to do request: Head "http://istio-lab-cache-docker-io:5000/v2/x": dial tcp: no such host',
      ),
      [],
      "container web can't pull catalog:1: neither its registry nor a cache of it answers",
    ],
    [
      "has no image and no message for it",
      waiting("ErrImageNeverPull"),
      [event("ErrImageNeverPull", "the image is not there")],
      "container web waits: ErrImageNeverPull: ErrImageNeverPull: the image is not there",
    ],
    [
      "waits for a volume: the event tells, and not that it is being created",
      waiting("ContainerCreating"),
      [event("FailedMount", 'configmap "web" not found')],
      'container web waits: FailedMount: configmap "web" not found',
    ],
    [
      "is only being created",
      waiting("ContainerCreating"),
      [],
      "container web waits: ContainerCreating",
    ],
    [
      "ends again and again",
      {
        phase: "Running",
        containerStatuses: [
          {
            name: "web",
            ready: false,
            restartCount: 4,
            state: { waiting: { reason: "CrashLoopBackOff", message: "back-off 1m20s" } },
            lastState: { terminated: { exitCode: 1, reason: "Error" } },
          },
        ],
      },
      [],
      "container web ended with 1 (Error), 4 restarts",
    ],
    [
      "does not pass its probe",
      {
        phase: "Running",
        conditions: [{ type: "Ready", status: "False" }],
        containerStatuses: [
          { name: "istio-proxy", ready: true, state: { running: {} } },
          { name: "web", ready: false, state: { running: {} } },
        ],
      },
      [event("Unhealthy", "Readiness probe failed: HTTP 503")],
      "container web runs and is not ready: Unhealthy: Readiness probe failed: HTTP 503",
    ],
    [
      "is still at its init container",
      {
        phase: "Pending",
        initContainerStatuses: [
          { name: "first", state: { terminated: { exitCode: 0 } } },
          { name: "istio-init", state: { terminated: { exitCode: 2, reason: "Error" } } },
        ],
        containerStatuses: [
          { name: "web", ready: false, state: { waiting: { reason: "PodInitializing" } } },
        ],
      },
      [],
      "init container istio-init ended with 2 (Error), 0 restarts; if the kernel lacks iptables' old tables, ./lab doctor says so",
    ],
    [
      "is still at another init container",
      {
        phase: "Pending",
        initContainerStatuses: [
          { name: "wait", state: { terminated: { exitCode: 2, reason: "Error" } } },
        ],
      },
      [],
      "init container wait ended with 2 (Error), 0 restarts",
    ],
    ["has no status yet", { phase: "Pending" }, [], "pending"],
  ])("%s", (_what, status, events, line) => {
    expect(said(status, ...events)).toEqual([line]);
  });

  it("is told by the last of its warnings, in one short line", () => {
    const lines = said(
      waiting("ContainerCreating"),
      event("New", `a\n  b ${"x".repeat(300)}`, { lastTimestamp: "2026-01-01T00:00:09Z" }),
      event("Old", "old", { lastTimestamp: "2026-01-01T00:00:01Z" }),
      event("Fine", "no warning", { type: "Normal", lastTimestamp: "2026-01-01T00:01:00Z" }),
      event("Other", "another pod", { involvedObject: { uid: "u2" } }),
    );
    expect(lines[0]).toMatch(/^container web waits: New: a b x+…$/);
    expect(lines[0]?.length).toBeLessThan(220);
  });
});

describe("pods that are not named", () => {
  it.each<[string, Pod]>([
    ["ready ones", pod({ phase: "Running", conditions: [{ type: "Ready", status: "True" }] })],
    ["jobs that are done", pod({ phase: "Succeeded" })],
    ["those that are being deleted", pod({ phase: "Running" }, { deletionTimestamp: "now" })],
  ])("%s", (_what, which) => {
    expect(podReasons([which])).toEqual([]);
  });
});

it("names pods in the order of their namespaces and names", () => {
  const names = ["b", "a"].map((name) => pod({ phase: "Pending" }, { name }));
  expect(podReasons([...names, pod({ phase: "Pending" }, { namespace: "app" })])).toEqual([
    "app/catalog-1: pending",
    "shop/a: pending",
    "shop/b: pending",
  ]);
});
