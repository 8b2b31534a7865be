import { parseAllDocuments } from "yaml";
import { ToolError } from "../../lib/errors.js";
import type { KubeObject } from "../../labs/kube.js";
import { isMap } from "../../labs/value.js";

/**
 * Parses a manifest of several documents into objects as the API server would keep them.
 * @throws ToolError `bad-manifest` with the source and the line of the first mistake.
 */
export function parseManifest(text: string, source: string): KubeObject[] {
  return parseAllDocuments(text).flatMap((document) => {
    const [mistake] = document.errors;
    if (mistake !== undefined) {
      throw new ToolError("bad-manifest", `${source} is not YAML: ${mistake.message}`, {
        cause: mistake,
      });
    }
    const value: unknown = document.toJS();
    return isObject(value) ? [normalise(value)] : [];
  });
}

function isObject(value: unknown): value is KubeObject {
  return typeof value === "object" && value !== null && "kind" in value && "metadata" in value;
}

/**
 * Leaves out what the API server drops (nulls and empty maps in metadata, an empty status):
 * each would show as a change at every run.
 */
export function normalise(object: KubeObject): KubeObject {
  const { status: _status, ...rest } = object;
  const kept = { ...rest, metadata: withoutEmpty(object.metadata) };
  return withoutTwinPorts(withoutNulls(kept)) as KubeObject;
}

/**
 * A copy in which no container names the same port twice: server-side apply refuses that, and the
 * Grafana of Istio 1.17 does it.
 */
function withoutTwinPorts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTwinPorts);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [
      key,
      key === "ports" && Array.isArray(field) ? firstOfEach(field) : withoutTwinPorts(field),
    ]),
  );
}

function firstOfEach(ports: readonly unknown[]): unknown[] {
  const idOf = (port: unknown): string | undefined =>
    isMap(port) && "containerPort" in port
      ? JSON.stringify([port["containerPort"], port["protocol"] ?? "TCP"])
      : undefined;
  const ids = ports.map(idOf);
  return ports.filter((_, index) => ids[index] === undefined || ids.indexOf(ids[index]) === index);
}

/** A copy without nulls. Empty maps stay: `emptyDir: {}` means something. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== null)
      .map(([key, field]) => [key, withoutNulls(field)]),
  );
}

/** A copy without nulls and without maps that are empty, or become so. */
export function withoutEmpty<T>(value: T): T {
  if (!isMap(value)) return value;
  const kept = Object.entries(value)
    .map(([key, field]) => [key, withoutEmpty(field)] as const)
    .filter(([, field]) => field !== null && !(isMap(field) && Object.keys(field).length === 0));
  return Object.fromEntries(kept) as T;
}
