import { judgeCommand } from "../../checks/command-probe.js";
import type { CommandProbe } from "../../labs/probe-kinds.js";

/** Whether a command's output passes its probe, at a time that certificates are judged by. */
export async function passes(
  probe: CommandProbe,
  stdout: string,
  now = new Date("2025-04-13T02:00:00Z"),
): Promise<boolean> {
  const printing = (): Promise<{ stdout: string; stderr: string }> =>
    Promise.resolve({ stdout, stderr: "" });
  return (await judgeCommand(probe, printing, now)) === undefined;
}

/** JSON as istioctl and kubectl print it. */
export const pretty = (value: unknown): string => JSON.stringify(value, undefined, 4);

/** An endpoint of a proxy, by its port; one that failed its outlier check is ejected. */
export const host = (
  portValue: number,
  check: "OK" | "FAILED" = "OK",
  more: object = {},
): object => ({
  address: { socketAddress: { address: "10.10.0.14", portValue } },
  stats: [{ name: "cx_connect_fail" }, { name: "cx_total", value: "4" }],
  healthStatus: {
    edsHealthStatus: "HEALTHY",
    ...(check === "FAILED" ? { failedOutlierCheck: true } : {}),
  },
  weight: 1,
  locality: {},
  ...more,
});

/** The route configuration of a port, as a list of one. */
export const routeConfiguration = (...virtualHosts: readonly object[]): string =>
  pretty([{ name: "80", virtualHosts, validateClusters: false }]);

/** A service in it. @param by the VirtualService that made its routes. Default: none */
export const virtualHost = (fqdn: string, routes: readonly object[], by?: string): object => ({
  name: `${fqdn}:80`,
  domains: [fqdn, fqdn.split(".")[0]],
  routes: routes.map((route) => ({
    match: { prefix: "/" },
    ...route,
    ...(by === undefined
      ? {}
      : { metadata: { filterMetadata: { istio: { config: pathOf(by) } } } }),
  })),
  includeRequestAttemptCount: true,
});

const pathOf = (by: string): string =>
  `/apis/networking.istio.io/v1alpha3/namespaces/istioinaction/virtual-service/${by}`;
