import { curlAnswer, curlCommand } from "../../checks/curl.js";
import type { HttpClient } from "../../checks/http-client.js";
import type { Containers } from "../../checks/seen.js";
import { CURL_IMAGE } from "../../labs/container-probes.js";
import { commandOf, processOf } from "../../labs/container.js";
import type { Exec } from "../../lib/exec.js";
import { ensureTools } from "../../tools/ensure.js";
import type { ToolName } from "../../tools/tool.js";

/** What is run once may have to be pulled before. In ms. */
const RUN_MS = 180_000;

/** Docker's containers: requests come from one of them, in the stack's network. */
export const inDocker = (stack: string, exec: Exec): Containers => {
  const docker = (args: readonly string[]) =>
    exec("docker", ["run", "--rm", ...args], { timeoutMs: RUN_MS });
  return {
    http: async (request) => {
      const curl = curlCommand(request);
      return curlAnswer((await docker(["--network", stack, CURL_IMAGE, ...curl])).stdout);
    },
    run: (spec) => docker([spec.image, ...(commandOf(spec) ?? [])]),
  };
};

/**
 * Processes in their place: they are on 127.0.0.1, and asked by the name that a container would have.
 * @param program gets the path of a tool. Default: it is got where it is missing.
 */
export const asProcesses = (
  http: HttpClient,
  exec: Exec,
  program: (tool: ToolName) => Promise<string> = pathOf,
): Containers => ({
  http: ({ url, headers, ...request }) => {
    const there = new URL(url);
    const host = there.host;
    there.hostname = "127.0.0.1";
    return http({ ...request, url: there.href, headers: { Host: host, ...headers } });
  },
  run: async (spec) => {
    const process = processOf(spec, [spec.name]);
    if (process === undefined) throw new Error(`${spec.name} has no program without Docker`);
    const { tool, args, env } = process;
    return exec(await program(tool), args, { env });
  },
});

const pathOf = async (tool: ToolName): Promise<string> =>
  (await ensureTools([tool])).get(tool)?.path ?? tool;
