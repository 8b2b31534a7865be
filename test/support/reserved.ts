import { NONE, plus, podAmount, type Amount, type PodTemplate } from "../../labs/requests/pod.js";
import { succeed, type Checkout } from "./checkout.js";

interface LivePod extends PodTemplate {
  readonly metadata: { readonly labels?: Readonly<Record<string, string>> };
}

/** The labels by which the node's own pods are known: kubeadm's static ones, its addons, and kind's network. */
const isOfNode = ({ metadata: { labels = {} } }: LivePod): boolean =>
  labels["tier"] === "control-plane" ||
  labels["app"] === "kindnet" ||
  ["kube-dns", "kube-proxy"].includes(labels["k8s-app"] ?? "");

/** What the pods of a standing lab really reserve, and what those of its node do. */
export async function reservedIn(
  lab: Checkout,
): Promise<{ readonly lab: Amount; readonly node: Amount; readonly hasKindnet: boolean }> {
  const { stdout } = succeed(await lab.shell("kubectl", "get", "pods", "-A", "-o", "json"));
  const pods = (JSON.parse(stdout) as { readonly items: readonly LivePod[] }).items;
  const sum = (of: readonly LivePod[]): Amount =>
    of.map((pod) => podAmount(pod)).reduce(plus, NONE);
  return {
    lab: sum(pods.filter((pod) => !isOfNode(pod))),
    node: sum(pods.filter(isOfNode)),
    hasKindnet: pods.some(({ metadata }) => metadata.labels?.["app"] === "kindnet"),
  };
}
