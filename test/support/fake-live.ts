import type { KubeObject, ObjectMeta } from "../../labs/kube.js";
import type { LiveMeta, Snapshot } from "../../checks/health/snapshot.js";
import { placed } from "./fake-manifests.js";
import { kind as onKind } from "../../targets/kind.js";

type Fields = Readonly<Record<string, unknown>>;

/** An object as a cluster holds it, with what the API server writes into its metadata. */
export const liveObject = (
  apiVersion: string,
  kind: string,
  metadata: ObjectMeta & LiveMeta & Fields,
  fields: Fields = {},
): KubeObject => ({ apiVersion, kind, metadata, ...fields });

/** The moment of every snapshot. */
export const NOW = new Date("2026-11-26T14:10:00Z");

/** A snapshot of a cluster that holds what it should, unless told otherwise. */
export const snapshot = (
  declared: readonly KubeObject[],
  live: readonly KubeObject[],
  more: Partial<Omit<Snapshot, "declared" | "live">> = {},
): Snapshot => ({
  declared: placed("routing", ...declared),
  live,
  left: new Map(),
  target: onKind,
  now: NOW,
  ...more,
});

/** Who wrote fields of an object, as in its `managedFields`. */
export const wroteFields = (manager: string, fieldsV1: object, more: Fields = {}): Fields => ({
  ...{ manager, operation: "Update", time: "2026-11-26T14:00:00Z", fieldsV1 },
  ...more,
});
