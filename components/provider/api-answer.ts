import { request } from "node:https";
import { parse } from "yaml";
import { z } from "zod";

/** A loaded API server may take seconds; where none listens the answer is there at once. */
const TIMEOUT_MS = 5_000;

const schema = z.object({
  clusters: z.tuple([
    z.object({
      cluster: z.object({ server: z.string(), "certificate-authority-data": z.string() }),
    }),
  ]),
  users: z.tuple([
    z.object({
      user: z.object({
        "client-certificate-data": z.string().optional(),
        "client-key-data": z.string().optional(),
      }),
    }),
  ]),
});

/**
 * Asks an API server whether it is ready, in some milliseconds and without any tool: every preview does.
 * @param kubeconfig content of a kubeconfig with one cluster and one user, as kind writes it.
 * @returns undefined when it is, else why not.
 */
export function whyNotReady(kubeconfig: string): Promise<string | undefined> {
  const { clusters, users } = schema.parse(parse(kubeconfig));
  const [{ cluster }] = clusters;
  const [{ user }] = users;
  const options = {
    ca: decoded(cluster["certificate-authority-data"]),
    // an API server that starts knows no rights yet: without a name it refuses even to say that it is not ready
    cert: decoded(user["client-certificate-data"]),
    key: decoded(user["client-key-data"]),
    timeout: TIMEOUT_MS,
    // a connection that is kept would keep the process as well
    agent: false,
  };
  return new Promise((resolve) => {
    const asked = request(new URL("/readyz", cluster.server), options, (answer) => {
      answer.resume();
      const { statusCode = 0 } = answer;
      resolve(statusCode === 200 ? undefined : `it answers ${statusCode}`);
    });
    asked.once("timeout", () => {
      asked.destroy(new Error(`nothing came within ${TIMEOUT_MS / 1000} s`));
    });
    asked.once("error", (error) => {
      resolve(error.message);
    });
    asked.end();
  });
}

const decoded = (base64: string | undefined): Buffer | undefined =>
  base64 === undefined ? undefined : Buffer.from(base64, "base64");
