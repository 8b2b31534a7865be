import type { PodPlace } from "../labs/probe-kinds.js";
import type { Kubectl } from "../tools/kubectl.js";
import { curlAnswer, curlCommand } from "./curl.js";
import type { HttpClient } from "./http-client.js";
import type { World } from "./seen.js";

/** The arguments with which kubectl reaches a container. */
export const placeArgs = ({ namespace, pod, container }: PodPlace): readonly string[] => [
  ...["--namespace", namespace, pod],
  ...(container === undefined ? [] : ["--container", container]),
];

/** The arguments with which kubectl runs a command in a container. */
export const execArgs = (place: PodPlace, command: readonly string[]): readonly string[] => [
  "exec",
  ...placeArgs(place),
  "--",
  ...command,
];

/** Sends requests from inside a pod, by its curl. */
export const podClient =
  (place: PodPlace, kubectl: Kubectl): HttpClient =>
  async (request) =>
    curlAnswer((await kubectl(execArgs(place, curlCommand(request)))).stdout);

/** Sends requests by a port-forward to a pod. The port of the URL is the pod's; the host's is any free one. */
export const forwardedClient =
  (place: PodPlace, { forward, http }: Pick<World, "forward" | "http">): HttpClient =>
  (request) => {
    const { protocol, hostname, port, pathname, search } = new URL(request.url);
    return forward(place, Number(port === "" ? 80 : port), (hostPort) =>
      http({ ...request, url: `${protocol}//${hostname}:${hostPort}${pathname}${search}` }),
    );
  };
