import { fileMeant } from "../labs/certificates.js";
import type { FieldChange } from "../labs/diff.js";
import { isWebhookConfiguration, isWrittenByIstiod } from "../labs/webhooks.js";
import type { KubeObject, ObjectKey } from "../labs/kube.js";
import type { LabObject } from "../labs/objects.js";
import type { Kubectl } from "../tools/kubectl.js";
import { additionsTo, without, type Addition } from "./additions.js";
import { deletionOf } from "./deletion.js";
import { lastByHand } from "./managers.js";
import { readLive, type LiveObjects } from "./object-probe.js";
import { isScaledByOthers } from "./scaled.js";
import { isMap } from "../labs/value.js";

/** How an object of the cluster differs from what the lab declares. */
export interface Drift {
  readonly key: ObjectKey;
  /** `before` is what the lab declares, `after` what the cluster holds. Empty: the object is gone. */
  readonly fields: readonly FieldChange[];
  /** Who wrote the object last other than the lab and the controllers: `kubectl-patch`. */
  readonly by: string | undefined;
  /** Those of the fields that nobody declares: they must be removed. */
  readonly added?: readonly Pick<Addition, "pointer" | "value">[];
  /** Since when it is being deleted, itself or with its namespace: it is as good as gone. */
  readonly deleting?: string;
  /** How the cluster holds it, as it was read; undefined where it is gone. */
  readonly live?: KubeObject;
}

/** Reads the cluster and compares. @throws ToolError when it does not answer. */
export async function findDrift(objects: readonly LabObject[], kubectl: Kubectl): Promise<Drift[]> {
  const keys = objects.map(({ key }) => key);
  const live = await readLive(keys, (args) => kubectl([...args, "--show-managed-fields"]));
  return driftOf(objects, live);
}

/**
 * What somebody changed by hand: fields that the lab declares, and others that a person wrote. What the API server and
 * the controllers add is theirs.
 */
export function driftOf(objects: readonly LabObject[], live: LiveObjects): Drift[] {
  return objects.flatMap(({ key, object }): Drift[] => {
    const found = live.get(key);
    // what is gone already went with its namespace, and the rest will
    const deleting = deletionOf(found) ?? deletionOf(live.get(namespaceKeyOf(object)));
    if (found === undefined)
      return [{ key, fields: [], by: undefined, ...(deleting === undefined ? {} : { deleting }) }];
    if (deleting !== undefined)
      return [{ key, fields: [], by: lastByHand(found), deleting, live: found }];
    const added = additionsTo(object, found).filter(
      ({ path, value }) => !isOthers(path, object, objects, value),
    );
    // an object is served in every version of its API: v1alpha3 is read back as v1beta1
    const { apiVersion: _apiVersion, ...declared } = object;
    const rest =
      added.length === 0
        ? found
        : without(
            found,
            added.map(({ pointer }) => pointer),
          );
    const fields = [
      ...differences(declared, withoutInjected(object, rest), "").filter(
        ({ path, after }) => !isOthers(path, object, objects, after),
      ),
      ...added.map(({ path, value }) => change(path, undefined, value)),
    ];
    if (fields.length === 0) return [];
    return [
      { key, fields, by: lastByHand(found), live: found, ...(added.length === 0 ? {} : { added }) },
    ];
  });
}

const namespaceKeyOf = ({ metadata }: KubeObject): ObjectKey =>
  `Namespace/${metadata.namespace ?? ""}`;

/** Whether a field is a controller's, whoever wrote it last. */
const isOthers = (
  path: string,
  object: KubeObject,
  objects: readonly LabObject[],
  value: unknown,
): boolean =>
  (isWebhookConfiguration(object) && isWrittenByIstiod(path)) ||
  (path === "spec.replicas" && isScaledByOthers(object, objects, value));

interface PodSpec {
  readonly containers?: readonly { readonly name: string }[];
}

/** A pod without the containers that the mesh put into it. A Deployment's pods are none of the lab's objects. */
function withoutInjected(declared: KubeObject, found: KubeObject): KubeObject {
  if (declared.kind !== "Pod") return found;
  const own = (declared["spec"] as PodSpec).containers?.map(({ name }) => name) ?? [];
  const spec = found["spec"] as PodSpec | undefined;
  const containers = spec?.containers?.filter(({ name }) => own.includes(name));
  return { ...found, spec: { ...spec, containers } };
}

function differences(declared: unknown, found: unknown, path: string): FieldChange[] {
  if (isMap(declared)) {
    if (!isMap(found)) return isEmpty(declared, found) ? [] : [change(path, declared, found)];
    return Object.entries(declared).flatMap(([key, value]) =>
      differences(value, found[key], path === "" ? key : `${path}.${key}`),
    );
  }
  if (Array.isArray(declared) && Array.isArray(found) && declared.length === found.length) {
    return declared.flatMap((item, index) =>
      differences(item, (found as readonly unknown[])[index], `${path}[${index}]`),
    );
  }
  const same =
    Object.is(declared, found) ||
    isContentOf(declared, found) ||
    isEmpty(declared, found) ||
    isSameQuantity(declared, found);
  return same ? [] : [change(path, declared, found)];
}

/**
 * What a Secret is made of a file has no value here, and what it holds is none to be shown. That the gateway shows the
 * certificate of the file is asked by checks.
 */
const isContentOf = (declared: unknown, found: unknown): boolean =>
  fileMeant(declared) !== undefined && typeof found === "string" && found !== "";

const change = (path: string, before: unknown, after: unknown): FieldChange => ({
  path,
  before,
  after,
});

/** The API server drops what is empty: `""`, `[]`, `{}`, `false` and 0 read back as nothing. */
const isEmpty = (declared: unknown, found: unknown): boolean =>
  found === undefined &&
  (declared === "" ||
    declared === false ||
    declared === 0 ||
    (typeof declared === "object" && declared !== null && Object.keys(declared).length === 0));

const UNITS: Readonly<Record<string, number>> = {
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
};

/** The API server writes quantities in its own way: 1000m is read back as 1, 1024Mi as 1Gi. */
function isSameQuantity(declared: unknown, found: unknown): boolean {
  const [one, other] = [quantity(declared), quantity(found)];
  return typeof found === "string" && one !== undefined && one === other;
}

function quantity(value: unknown): number | undefined {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)(m|k|M|G|Ki|Mi|Gi)?$/.exec(String(value)) ?? [];
  return digits === undefined ? undefined : Number(digits) * (UNITS[unit ?? ""] ?? 1);
}
