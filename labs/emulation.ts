import type { KubeObject } from "./kube.js";
import type { LabObject } from "./objects.js";

/** Images that there are for amd64 only: elsewhere an emulator runs them, several times slower. */
export const AMD64_ONLY: readonly string[] = [
  "hjacobs/kube-ops-view:20.4.0",
  "nicholasjackson/fake-service:v0.14.1",
  "nicholasjackson/fake-service:v0.17.0",
];

/** Five minutes for an interpreter's first lines under QEMU: until then kubelet does not ask whether it lives. */
const PATIENCE = { periodSeconds: 10, failureThreshold: 30 };

interface Container {
  readonly image?: string;
  readonly livenessProbe?: object;
}

interface Workload {
  readonly template?: { readonly spec?: { readonly containers?: readonly Container[] } };
}

/**
 * Gives what is emulated the time to start: a container with a liveness probe would be started anew before it
 * listens. Only for engines on arm64, so that no other lab changes.
 */
export const withSlowStarts = (objects: readonly LabObject[]): LabObject[] =>
  objects.map((placed) => ({ ...placed, object: patient(placed.object) }));

function patient(object: KubeObject): KubeObject {
  const workload = (object["spec"] ?? {}) as Workload;
  const containers = workload.template?.spec?.containers ?? [];
  if (!containers.some(isSlow)) return object;
  const changed = containers.map((container) =>
    isSlow(container)
      ? { ...container, startupProbe: { ...container.livenessProbe, ...PATIENCE } }
      : container,
  );
  const spec = { ...workload.template?.spec, containers: changed };
  return { ...object, spec: { ...workload, template: { ...workload.template, spec } } };
}

const isSlow = ({ image = "", livenessProbe }: Container): boolean =>
  livenessProbe !== undefined && AMD64_ONLY.includes(image);
