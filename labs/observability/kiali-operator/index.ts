import { keyOf, type KubeObject } from "../../kube.js";
import { kialiDefinition } from "./definition.js";
import { operator } from "./operator.js";

export { kiali, kialiInside, kialiPublished } from "./kiali.js";

/**
 * The objects that `helm install --create-namespace --version 1.63.2 kiali-operator kiali/kiali-operator` leaves
 * (weeks/week4.md 4.43), with the definition of its kind. Helm's own notes of its release are left out.
 */
export const kialiOperator: readonly KubeObject[] = [kialiDefinition, ...operator];

/** The keys of these objects, to take them away again. */
export const kialiOperatorKeys: readonly string[] = kialiOperator.map(keyOf);
