import type { CheckDraft } from "../checks.js";
import type { Traffic } from "../http-requests.js";
import { dashboard, type DashboardProbe } from "../telemetry-probes.js";
import type { IstioDashboardName } from "./istio.js";

const NO_KUBELET = "no kubelet is scraped, so nobody knows what a container uses";
const NO_TCP = "there is no TCP traffic";
const NO_SUCH_ANSWER = "as long as nobody is answered so";
const NO_SUCH_OBJECT = "istiod has seen none since it started";
const NO_NEWS = "a minute after the last change there is none to measure";

const TCP_IN = {
  "Bytes Received from Incoming TCP Connection": NO_TCP,
  "Bytes Sent to Incoming TCP Connection": NO_TCP,
};

type Shown = Pick<DashboardProbe, "variables" | "empty" | "fleeting">;

/** What each dashboard shows of the bookstore, and of which service and workload: every panel but those named here. */
const SHOWN: Readonly<Record<IstioDashboardName, Shown>> = {
  "istio-mesh": {
    empty: { "TCP Workloads": NO_TCP },
    fleeting: {
      "4xxs": NO_SUCH_ANSWER,
      "5xxs": NO_SUCH_ANSWER,
      "Destination Rules": NO_SUCH_OBJECT,
      "Workload Entries": NO_SUCH_OBJECT,
      "Service Entries": NO_SUCH_OBJECT,
      "PeerAuthentication Policies": NO_SUCH_OBJECT,
      "RequestAuthentication Policies": NO_SUCH_OBJECT,
      "Authorization Policies": NO_SUCH_OBJECT,
    },
  },
  "istio-service": {
    variables: { service: "catalog.istioinaction.svc.cluster.local" },
    empty: { "TCP Received Bytes": NO_TCP, "TCP Sent Bytes": NO_TCP, ...TCP_IN },
  },
  "istio-workload": {
    // of the store's two it is the one that calls another
    variables: { namespace: "istioinaction", workload: "webapp" },
    empty: {
      "TCP Server Traffic": NO_TCP,
      "TCP Client Traffic": NO_TCP,
      ...TCP_IN,
      "Bytes Sent on Outgoing TCP Connection": NO_TCP,
      "Bytes Received from Outgoing TCP Connection": NO_TCP,
    },
  },
  "istio-performance": {
    empty: {
      "vCPU Usage": NO_KUBELET,
      "Memory Usage": NO_KUBELET,
      "Proxy Resource Usage": NO_KUBELET,
      Disk: NO_KUBELET,
    },
  },
  "istio-control-plane": {
    empty: { Disk: NO_KUBELET },
    fleeting: {
      "Proxy Push Time": NO_NEWS,
      "Configuration Validation": "istiod has checked none since it started",
      "Sidecar Injection": "istiod has injected none since it started",
    },
  },
  "istio-extension": { empty: { "Proxy Resource Usage": NO_KUBELET } },
};

/** The thing that a dashboard is about, in a check's sentence. */
const ABOUT: Readonly<Record<IstioDashboardName, string>> = {
  "istio-mesh": "the mesh",
  "istio-service": "the service catalog",
  "istio-workload": "the workload webapp",
  "istio-performance": "what Istio costs",
  "istio-control-plane": "istiod",
  "istio-extension": "extensions",
};

interface Drawn {
  /** The Prometheus that it asks. */
  readonly at: string;
  /** What is sent before it looks. */
  readonly after: Traffic;
  /** How long figures may take to get there, in ms. */
  readonly timeoutMs: number;
}

/** A check that a dashboard of Istio's has something to show in a lab with the bookstore. */
export const isDrawn = (name: IstioDashboardName, { at, after, timeoutMs }: Drawn): CheckDraft => ({
  says: `The dashboard of ${ABOUT[name]} has figures in every panel but those that can't have any`,
  probe: dashboard(at, name, { ...SHOWN[name], after }),
  timeoutMs,
  until: "the next change",
});
