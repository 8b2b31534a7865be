import type { KubeObject, ObjectKey } from "./kube.js";

/** What the sidecars ask for: the injection templates take it from the values in here. */
export const INJECTOR: ObjectKey = "ConfigMap/istio-system/istio-sidecar-injector";

/** What a container asks for, and may use. */
export interface Resources {
  readonly requests?: Readonly<Record<string, string>>;
  readonly limits?: Readonly<Record<string, string>>;
}

/** The injector's values, as far as they are read. */
export interface InjectorValues {
  readonly global?: { readonly proxy?: { readonly resources?: Resources } };
}

/**
 * The values of an injector's ConfigMap.
 * @throws Error when they are not the JSON that Istio's charts render.
 */
export function injectorValues(object: KubeObject): InjectorValues {
  const data = object["data"] as Readonly<Record<string, string>> | undefined;
  try {
    return JSON.parse(data?.["values"] ?? "") as InjectorValues;
  } catch (cause) {
    throw new Error(`the values of ${INJECTOR} are not JSON`, { cause });
  }
}

/** The same ConfigMap with other values, indented as Istio's charts write them. */
export const withInjectorValues = (object: KubeObject, values: InjectorValues): KubeObject => ({
  ...object,
  data: { ...(object["data"] as object), values: JSON.stringify(values, null, 2) },
});
