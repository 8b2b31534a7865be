import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { parse, parseAllDocuments } from "yaml";
import { withoutRepeatedPulls } from "../../../labs/images.js";
import { keyOf, type KubeObject } from "../../../labs/kube.js";
import { kiali, kialiOperator } from "../../../labs/observability/kiali-operator/index.js";
import {
  envoyStatsMonitor,
  istioComponentMonitor,
  prometheusStack,
} from "../../../labs/observability/prometheus-stack/index.js";
import { isMap } from "../../../labs/value.js";

/**
 * The objects of the labs beside what the charts render and what the book's files say. Those are not in this project;
 * they are read from the folder that LAB_CHARTS names, which is filled so:
 *
 *   helm repo add prometheus-community https://prometheus-community.github.io/helm-charts
 *   helm repo add kiali https://kiali.org/helm-charts
 *   book=…/book-source-code  # a checkout of github.com/istioinaction/book-source-code
 *   cat > prom-values-2.yaml <<EOF
 *   prometheusOperator: { tls: { enabled: false }, admissionWebhooks: { patch: { enabled: false } } }
 *   prometheus: { service: { type: NodePort, nodePort: 30001 } }
 *   grafana: { service: { type: NodePort, nodePort: 30002 } }
 *   EOF
 *   helm template prom prometheus-community/kube-prometheus-stack --version 13.13.1 -n prometheus \
 *     --kube-version 1.23.17 -f $book/ch7/prom-values.yaml -f prom-values-2.yaml > prometheus-stack.yaml
 *   helm template kiali-operator kiali/kiali-operator --version 1.63.2 -n kiali-operator \
 *     --kube-version 1.23.17 --include-crds > kiali-operator.yaml
 *   cp $book/ch7/service-monitor-cp.yaml $book/ch7/pod-monitor-dp.yaml $book/ch8/kiali.yaml .
 */
const folder = process.env["LAB_CHARTS"];
const title = folder === undefined ? " (not run: LAB_CHARTS names no folder of renderings)" : "";
const compare = folder === undefined ? it.skip : it;

async function rendered(file: string): Promise<KubeObject[]> {
  const text = await readFile(join(folder ?? "", file), "utf8");
  return parseAllDocuments(text).flatMap((document) => {
    const object = document.toJS() as KubeObject | null;
    return object === null ? [] : [comparable(object)];
  });
}

/** Fields of the charts that say nothing: they are empty. */
const EMPTY = new Set(["imagePullSecrets", "resources", "rules", "affinity"]);

const isEmpty = (value: unknown): boolean =>
  value === null || (typeof value === "object" && Object.keys(value).length === 0);

/** An object without what the API server drops, and without what Helm writes for itself. */
function comparable(object: KubeObject): KubeObject {
  const text = JSON.stringify(withoutRepeatedPulls(object), (key, value: unknown) => {
    if (value === null || (EMPTY.has(key) && isEmpty(value))) return undefined;
    if (key !== "annotations" || !isMap(value)) return value;
    const kept = Object.entries(value).filter(([name]) => !name.startsWith("checksum/"));
    return kept.length === 0 ? undefined : Object.fromEntries(kept);
  });
  return withSettings(JSON.parse(text) as KubeObject);
}

/** A ConfigMap with what its files of YAML say: the chart lays them out in another way. */
function withSettings(object: KubeObject): KubeObject {
  if (object.kind !== "ConfigMap" || !isMap(object["data"])) return object;
  const data = Object.entries(object["data"]).map(([file, text]) => [
    file,
    file.endsWith(".yaml") ? (parse(String(text)) as unknown) : text,
  ]);
  return { ...object, data: Object.fromEntries(data) as unknown };
}

/** What of the stack's chart the lab leaves out: see prometheusStack. */
const isLeftOut = ({ kind, metadata }: KubeObject): boolean =>
  metadata.labels?.["grafana_dashboard"] !== undefined ||
  kind.endsWith("WebhookConfiguration") ||
  metadata.annotations?.["helm.sh/hook"] !== undefined;

const byKey = (objects: readonly KubeObject[]): Readonly<Record<string, KubeObject>> =>
  Object.fromEntries(objects.map((object) => [keyOf(object), object]));

const isNamespace = ({ kind }: KubeObject): boolean => kind === "Namespace";

/** The lab's own objects of an installation; its namespace is made by kubectl, or by Helm on the way. */
const ours = (objects: readonly KubeObject[]): Readonly<Record<string, KubeObject>> =>
  byKey(objects.filter((object) => !isNamespace(object)).map(comparable));

describe(`the objects of the labs${title}`, () => {
  compare("are those of the stack's chart, field by field", async () => {
    const chart = await rendered("prometheus-stack.yaml");
    expect(ours(prometheusStack)).toEqual(byKey(chart.filter((object) => !isLeftOut(object))));
  });

  compare(
    "leave out dashboards, webhooks and the test of the stack's chart, and nothing else",
    async () => {
      const chart = await rendered("prometheus-stack.yaml");
      const kinds = chart.filter(isLeftOut).map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === "ConfigMap")).toHaveLength(16);
      expect(kinds.filter((kind) => kind !== "ConfigMap").sort()).toEqual([
        "MutatingWebhookConfiguration",
        "Pod",
        "ValidatingWebhookConfiguration",
      ]);
    },
  );

  compare("are those of the chart of Kiali's operator, field by field", async () => {
    expect(ours(kialiOperator)).toEqual(byKey(await rendered("kiali-operator.yaml")));
  });

  compare.each([
    ["service-monitor-cp.yaml", istioComponentMonitor],
    ["pod-monitor-dp.yaml", envoyStatsMonitor],
    ["kiali.yaml", kiali],
  ])("say what the book's %s says", async (file, object) => {
    expect([object]).toEqual(await rendered(file));
  });
});
