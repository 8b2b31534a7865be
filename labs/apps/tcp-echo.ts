import type { KubeObject } from "../kube.js";
import { NAMESPACE, type EnvVar } from "./app.js";
import { TCP_ECHO_IMAGE } from "./images.js";

/** Port on which it listens, and the port of its Service. */
export const TCP_ECHO_PORT = 2701;
/** The name of its Service. */
export const TCP_ECHO_SERVICE = "tcp-echo-service";

const app = "tcp-echo";
const labels = { app, system: "example" };

const fromPod = (name: string, fieldPath: string): EnvVar => ({
  name,
  valueFrom: { fieldRef: { fieldPath } },
});

const metadata = (name: string) => ({ name, namespace: NAMESPACE, labels });

/** @param port the Service's port: its name says the protocol */
const service = (port: { readonly name?: string }): KubeObject => ({
  ...{ apiVersion: "v1", kind: "Service", metadata: metadata(TCP_ECHO_SERVICE) },
  spec: {
    ports: [{ ...port, port: TCP_ECHO_PORT, protocol: "TCP", targetPort: TCP_ECHO_PORT }],
    selector: { app },
  },
});

/** As in the book's file, where the port has no name: Istio then guesses the protocol from the first bytes. */
export const unnamedService = service({});

/** A server that greets whoever connects with what it knows of its pod, and then says back each line. */
export const tcpEcho: readonly KubeObject[] = [
  service({ name: "tcp-echo" }),
  {
    ...{ apiVersion: "apps/v1", kind: "Deployment", metadata: metadata("tcp-echo-deployment") },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app } },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name: "tcp-echo-container",
              image: TCP_ECHO_IMAGE,
              imagePullPolicy: "IfNotPresent",
              env: [
                { name: "TCP_PORT", value: String(TCP_ECHO_PORT) },
                fromPod("NODE_NAME", "spec.nodeName"),
                fromPod("POD_NAME", "metadata.name"),
                fromPod("POD_NAMESPACE", "metadata.namespace"),
                fromPod("POD_IP", "status.podIP"),
                fromPod("SERVICE_ACCOUNT", "spec.serviceAccountName"),
              ],
              ports: [{ name: "tcp-echo-port", containerPort: TCP_ECHO_PORT, protocol: "TCP" }],
            },
          ],
        },
      },
    },
  },
];
