import type { IPeerAuthentication } from "@kubernetes-models/istio/security.istio.io/v1beta1/PeerAuthentication";
import type { ITelemetry } from "@kubernetes-models/istio/telemetry.istio.io/v1alpha1/Telemetry";
import { NAMESPACE } from "../apps/app.js";
import { USERS_HOST } from "../apps/forum.js";
import type { KubeObject } from "../kube.js";
import { outside, serviceEntry } from "../networking.js";

/** Every proxy of an application writes a line for each of its requests. */
const accessLogSpec = (app: string): NonNullable<ITelemetry["spec"]> => ({
  selector: { matchLabels: { app } },
  accessLogging: [{ providers: [{ name: "envoy" }], disabled: false }],
});

/** The access log of one application, without touching the settings of the mesh. */
export const accessLog = (app: string): KubeObject => ({
  apiVersion: "telemetry.istio.io/v1alpha1",
  kind: "Telemetry",
  metadata: { name: app, namespace: NAMESPACE },
  spec: accessLogSpec(app),
});

const plainTextSpec: NonNullable<IPeerAuthentication["spec"]> = { mtls: { mode: "DISABLE" } };

/** No mutual TLS in the whole mesh, so that packets can be read. */
export const plainText: KubeObject = {
  apiVersion: "security.istio.io/v1beta1",
  kind: "PeerAuthentication",
  metadata: { name: "default", namespace: "istio-system" },
  spec: plainTextSpec,
};

const usersEntrySpec = outside(USERS_HOST, "http");
export const usersEntry = serviceEntry("jsonplaceholder", usersEntrySpec);
