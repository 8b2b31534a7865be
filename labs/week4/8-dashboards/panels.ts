import type { IstioDashboardName } from "../../dashboards/istio.js";
import type { DashboardProbe } from "../../telemetry-probes.js";

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

/** What each dashboard shows, of which service and workload: every panel but those named here. */
export const SHOWN: Readonly<Record<IstioDashboardName, Shown>> = {
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
