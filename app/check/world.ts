import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { hostClient } from "../../checks/http-client.js";
import type { World } from "../../checks/seen.js";
import { tcpClient } from "../../checks/tcp-probe.js";
import { tlsClient, type TlsClient } from "../../checks/tls-client.js";
import type { TlsRequest } from "../../labs/connection-probes.js";
import type { LabObject } from "../../labs/objects.js";
import { reachedAt } from "../../labs/urls.js";
import { clusterOfWeek, stateAt } from "../../labs/week.js";
import { exec } from "../../lib/exec.js";
import { kubectl } from "../../tools/kubectl.js";
import { certificatesDir, kubeconfigFile } from "../../lib/paths.js";
import { holderOf } from "../../lib/port-holder.js";
import { isFree } from "../../lib/ports.js";
import { nodeName } from "../../labs/cluster.js";
import { renderState } from "../../components/render/render.js";
import type { LabConfig } from "../../stacks/config.js";
import { locate } from "../../tools/locate.js";
import { dashboardText } from "../dashboards/source.js";
import { labEnvironment } from "../stack/environment.js";
import { asProcesses, inDocker } from "./containers.js";
import { forwardBy } from "./forward.js";

/** Requests over TLS to the address that the lab's ports listen on, with the certificates of its stack. */
function tlsFrom({ stack }: LabConfig, reached: (url: string) => string): TlsClient {
  const client = tlsClient((file) => readFile(join(certificatesDir(stack), file), "utf8"));
  const there = (request: TlsRequest): TlsRequest => ({ ...request, url: reached(request.url) });
  return {
    ...client,
    ask: (request) => client.ask(there(request)),
    protocol: (request) => client.protocol(there(request)),
  };
}

/** What the checks of a lab run with: its own kubeconfig, its tools first on PATH, its node. */
export function worldOf(config: LabConfig): World {
  const env = {
    ...labEnvironment(process.env, config.week.versions),
    KUBECONFIG: kubeconfigFile(config.stack),
    LAB_CERTS: certificatesDir(config.stack),
  };
  let declared: Promise<readonly LabObject[]> | undefined;
  const client = hostClient();
  const cluster = clusterOfWeek(config.week);
  const address = config.listenAddress;
  const cwd = config.book === undefined ? {} : { cwd: config.book };
  return {
    kubectl: kubectl(config.stack),
    host: ([program = "", ...args], options) => exec(program, args, { env, ...cwd, ...options }),
    // before and after the cluster's life there is no node, and no check in it
    node: (command) =>
      exec("docker", ["exec", nodeName(cluster?.name ?? config.stack), ...command]),
    http: (request) => client({ ...request, url: reachedAt(request.url, address, cluster) }),
    tls: tlsFrom(config, (url) => reachedAt(url, address, cluster)),
    tcp: tcpClient(address === "0.0.0.0" ? "127.0.0.1" : address),
    containers:
      config.target.runs.containers === "docker"
        ? inDocker(config.stack, exec)
        : asProcesses(client, exec),
    forward: forwardBy((args, options) =>
      exec(
        locate("kubectl", { versions: config.week.versions }),
        ["--kubeconfig", kubeconfigFile(config.stack), ...args],
        options,
      ),
    ),
    dashboard: (name) => dashboardText(config.week, name),
    // rendering takes seconds, and not every check asks for it
    declared: () =>
      (declared ??= renderState(stateAt(config.week, config.step), config, {
        note: () => undefined,
      })),
    portHolder: async (port) => {
      if (await isFree(port, config.listenAddress)) return undefined;
      return (await holderOf(port, exec))?.text ?? "a process of somebody else";
    },
  };
}
