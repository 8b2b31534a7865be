import type { KubeObject } from "../kube.js";
import type { PodTemplate } from "./pod.js";

const pod = (name: string, cpu: string, memory: string): PodTemplate => ({
  spec: { containers: [{ name, resources: { requests: { cpu, memory } } }] },
});

/** What the pods that operators make ask for, by the kind that they are made of. */
const PODS: Readonly<Record<string, PodTemplate>> = {
  // as the operator's arguments say; Prometheus beside it asks for nothing
  Prometheus: pod("config-reloader", "100m", "50Mi"),
  // the default of Kiali's operator
  Kiali: pod("kiali", "10m", "64Mi"),
};

/** The pod that an operator makes for an object; undefined: it is of no such kind. */
export const operatedPod = ({ kind }: KubeObject): PodTemplate | undefined => PODS[kind];
