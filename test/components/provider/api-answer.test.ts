import { createServer, type AddressInfo, type Server } from "node:net";
import { rootCertificates } from "node:tls";
import { afterEach, describe, expect, it } from "@jest/globals";
import { stringify } from "yaml";
import { whyNotReady } from "../../../components/provider/api-answer.js";

// that it finds a real API server ready is a rule of test/live/kind-cluster.itest.ts

let server: Server | undefined;
afterEach(() => {
  server?.close();
});

const anyAuthority = Buffer.from(rootCertificates[0] ?? "").toString("base64");
const kubeconfig = (port: number): string =>
  stringify({
    clusters: [
      {
        cluster: {
          server: `https://127.0.0.1:${port}`,
          "certificate-authority-data": anyAuthority,
        },
      },
    ],
    users: [{ user: {} }],
  });

/** A port where every connection ends at once, as behind Docker's proxy while the API server starts. */
const hangingUp = (): Promise<number> =>
  new Promise((resolve) => {
    const listener = createServer((socket) => socket.destroy());
    server = listener;
    listener.listen(0, "127.0.0.1", () => {
      resolve((listener.address() as AddressInfo).port);
    });
  });

describe("an API server", () => {
  it("is not ready where nobody listens, and it is said why", async () => {
    expect(await whyNotReady(kubeconfig(1))).toBe("connect ECONNREFUSED 127.0.0.1:1");
  });

  it("is not ready where the connection is cut", async () => {
    expect(await whyNotReady(kubeconfig(await hangingUp()))).toMatch(/disconnected|hang up|RESET/);
  });
});
