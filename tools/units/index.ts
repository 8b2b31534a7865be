import type { Unit } from "../tool.js";
import { etcd } from "./etcd.js";
import { go } from "./go.js";
import { istio } from "./istio.js";
import { kind } from "./kind.js";
import { kubernetesProvider } from "./kubernetes-provider.js";
import { kubernetes } from "./kubernetes.js";
import { kwok } from "./kwok.js";
import { pulumi } from "./pulumi.js";

/** All that the lab can get. */
export const units: readonly Unit[] = [
  pulumi,
  kubernetesProvider,
  kubernetes,
  etcd,
  kwok,
  istio,
  kind,
  go,
];
