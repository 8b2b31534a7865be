import { get, has } from "../probes.js";
import { addons } from "../state.js";
import type { Step } from "../week.js";
import { CATALOG_URL, pollStatus } from "./load.js";
import { addonsPublished } from "./mesh.js";

const PROMETHEUS = "http://127.0.0.1:30001";
const GRAFANA = "http://127.0.0.1:30002";
const KIALI = "http://127.0.0.1:30003/kiali";
const JAEGER = "http://127.0.0.1:30004/jaeger";

/** Each addon's Service, its ports and their node ports (weeks/week1.md 3.6). */
const PUBLISHED = [
  { service: "prometheus", ports: { 9090: 30001 } },
  { service: "grafana", ports: { 3000: 30002 } },
  { service: "kiali", ports: { 20001: 30003, 9090: 31090 } },
  { service: "tracing", ports: { 80: 30004, 16685: 31685 } },
] as const;

const nodePorts = (ports: Readonly<Record<string, number>>): Record<string, { equals: number }> =>
  Object.fromEntries(
    Object.entries(ports).map(([port, nodePort]) => [
      `spec.ports[port=${port}].nodePort`,
      { equals: nodePort },
    ]),
  );

/** The start page or health page of each addon, on the host. */
const PAGES = [
  { name: "Prometheus", needs: "traffic", url: `${PROMETHEUS}/-/ready` },
  { name: "Grafana", needs: "dashboards", url: `${GRAFANA}/api/health` },
  { name: "Kiali", needs: "dashboards", url: `${KIALI}/healthz` },
  { name: "Jaeger", needs: "traces", url: `${JAEGER}/search` },
] as const;

/** Both versions: from 1.50 on requests fall on either. */
const TO_CATALOG = 'destination_workload=~"catalog|catalog-v2"';

/** Of so many requests at least one is traced, 999 times of 1000: 1 % are (weeks/week1.md 9, row 18). */
const TRACED_REQUESTS = 700;

/** Time for a scrape (15 s) and for the minute that Kiali looks back (weeks/week1.md 9, row 19). */
const METRICS_MS = 90_000;

/** Phase E: the dashboards, fed by the mesh alone (weeks/week1.md 5). */
export const phaseE: readonly Step[] = [
  {
    id: "1.40",
    type: "M",
    title: "Publish the dashboards",
    lesson: "The ports that were mapped at the cluster's creation now lead to the four addons.",
    commands: ["kubectl get svc -n istio-system"],
    patch: addons(addonsPublished),
    checks: PUBLISHED.map(({ service, ports }) => ({
      says: `${service} is on its node port`,
      needs: "objects" as const,
      probe: has(`Service/istio-system/${service}`, {
        "spec.type": { equals: "NodePort" },
        ...nodePorts(ports),
      }),
      hint: "kubectl get svc -A shows which Service holds a port.",
    })),
    deviation:
      "The second ports of kiali (9090) and tracing (16685) are fixed at 31090 and 31685; left to chance they could take a mapped port.",
  },
  {
    id: "1.41",
    type: "O",
    title: "Open the dashboards",
    lesson: "Four pages, one mesh: figures, graphs, topology and traces.",
    commands: [
      ...PAGES.map(({ url }) => `curl -s -o /dev/null -w "%{http_code} ${url}\\n" ${url}`),
      "kubectl port-forward deployment/kiali -n istio-system 20001:20001",
    ],
    checks: PAGES.map(({ name, needs, url }) => ({
      says: `${name} answers on the host`,
      needs,
      probe: get(url),
      timeoutMs: 120_000,
      hint: "kubectl get pod -n istio-system",
    })),
  },
  {
    id: "1.42",
    type: "O",
    title: "Metrics nobody wrote",
    lesson: "The proxies count every request; the applications contain no line of it.",
    commands: [
      `curl -s '${PROMETHEUS}/api/v1/query?query=istio_requests_total' | jq '.data.result | length'`,
      `echo "open ${KIALI}: Graph, namespace istioinaction, versioned app graph"`,
    ],
    checks: [
      {
        says: "Prometheus has counted requests to catalog",
        needs: "metrics",
        probe: {
          kind: "prometheus",
          at: PROMETHEUS,
          query: `sum(istio_requests_total{${TO_CATALOG}})`,
          wanted: { atLeast: 1 },
          after: { url: CATALOG_URL, requests: 20 },
        },
        timeoutMs: METRICS_MS,
        hint: "Status, Targets in Prometheus: the job kubernetes-pods scrapes the sidecars.",
      },
      {
        says: "Kiali's graph shows webapp and catalog",
        needs: "dashboards",
        probe: get(
          `${KIALI}/api/namespaces/graph?namespaces=istioinaction&graphType=versionedApp&duration=300s`,
          { body: '(?=[\\s\\S]*"app":\\s*"webapp")(?=[\\s\\S]*"app":\\s*"catalog")' },
        ),
        timeoutMs: METRICS_MS,
        hint: "The graph holds only what had traffic in its window: send some requests.",
      },
    ],
  },
  {
    id: "1.43",
    type: "L",
    title: "Load, ten requests a second",
    lesson: "Dashboards need steady traffic to show rates.",
    commands: [pollStatus(0.1)],
    checks: [
      {
        says: "300 requests are counted where they arrive",
        needs: "metrics",
        probe: {
          kind: "prometheus",
          at: PROMETHEUS,
          query: `sum(istio_requests_total{reporter="destination",${TO_CATALOG}})`,
          wanted: { growsBy: 300 },
          after: { url: CATALOG_URL, requests: 300 },
        },
        timeoutMs: METRICS_MS,
        hint: "A scrape comes every 15 s.",
      },
    ],
  },
  {
    id: "1.44",
    type: "O",
    title: "Kiali under load",
    lesson:
      "The dots on the edges get denser; a workload's tabs hold its logs, traces and Envoy config.",
    commands: [`curl -s ${KIALI}/api/namespaces/istioinaction/workloads | jq '.workloads[].name'`],
    checks: [
      {
        says: "Kiali lists the workloads catalog and webapp",
        needs: "dashboards",
        probe: get(`${KIALI}/api/namespaces/istioinaction/workloads`, {
          body: '(?=[\\s\\S]*"name":\\s*"catalog")(?=[\\s\\S]*"name":\\s*"webapp")',
        }),
        timeoutMs: METRICS_MS,
        hint: "kubectl logs -n istio-system deploy/kiali",
      },
    ],
  },
  {
    id: "1.45",
    type: "O",
    title: "Traces in Jaeger",
    lesson: "One request in a hundred is traced: gateway, webapp, catalog, as spans of one trace.",
    commands: [`curl -s ${JAEGER}/api/services | jq`],
    checks: [
      {
        says: "Jaeger knows the gateway, webapp and catalog",
        needs: "traces",
        probe: {
          kind: "jaeger",
          at: JAEGER,
          services: ["istio-ingressgateway", "webapp", "catalog"],
          after: { url: CATALOG_URL, requests: TRACED_REQUESTS },
        },
        timeoutMs: METRICS_MS,
        hint: "One request in a hundred is traced: ./lab load start load sends ten a second.",
      },
    ],
  },
];
