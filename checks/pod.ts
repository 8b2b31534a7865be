import type { PodPlace } from "../labs/probe-kinds.js";
import type { Kubectl } from "../tools/kubectl.js";
import type { HttpClient } from "./http-client.js";
import type { World } from "./seen.js";

/** An answer that takes longer is none, in s. */
const ANSWER_S = 10;

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
  async ({ url, method = "GET", headers = {} }) => {
    const curl = [
      ...["curl", "--silent", "--show-error", "--max-time", `${ANSWER_S}`],
      // the status comes last, on a line of its own
      ...["--write-out", "\\n%{http_code}"],
      ...(method === "HEAD" ? ["--head", "--output", "/dev/null"] : []),
      ...Object.entries(headers).flatMap(([name, value]) => ["--header", `${name}: ${value}`]),
      url,
    ];
    const { stdout } = await kubectl(execArgs(place, curl));
    const end = stdout.lastIndexOf("\n");
    return { status: Number(stdout.slice(end + 1)), body: stdout.slice(0, Math.max(end, 0)) };
  };

/** Sends requests by a port-forward to a pod. The port of the URL is the pod's; the host's is any free one. */
export const forwardedClient =
  (place: PodPlace, { forward, http }: Pick<World, "forward" | "http">): HttpClient =>
  (request) => {
    const { protocol, hostname, port, pathname, search } = new URL(request.url);
    return forward(place, Number(port === "" ? 80 : port), (hostPort) =>
      http({ ...request, url: `${protocol}//${hostname}:${hostPort}${pathname}${search}` }),
    );
  };
